package dev.cachepatterns.benchmarks.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A {@code memcached} with room for all entries.
 */
public final class MemcachedServer implements Server {

	private static final Set<String> COMMANDS = Set.of("cmd_get", "cmd_set", "cmd_touch", "cmd_meta", "delete_hits",
			"delete_misses", "incr_hits", "incr_misses", "cas_hits", "cas_misses", "cas_badval");

	private static final String QUESTION = "stats";

	private final int port = LocalProcess.freePort();

	private final LocalProcess process;

	private final Console console;

	private long questions;

	/**
	 * A started server.
	 */
	public MemcachedServer() {
		List<String> command = new ArrayList<>(
				List.of("memcached", "-p", String.valueOf(this.port), "-l", "127.0.0.1", "-U", "0", "-m", "4096"));
		if ("root".equals(System.getProperty("user.name"))) {
			command.addAll(List.of("-u", "root"));
		}
		this.process = LocalProcess.start(command, this.port, "memcached");
		this.console = new Console(this.port);
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public synchronized ServerUse use() {
		Map<String, Double> stats = new HashMap<>();
		this.questions++;
		for (String line : this.console.ask(QUESTION, "END"::equals)) {
			String[] words = line.split(" ");
			if (words.length == 3 && words[2].matches("[0-9.]+") && !words[1].equals("version")) {
				stats.put(words[1], Double.valueOf(words[2]));
			}
		}
		Map<String, Double> commands = new TreeMap<>(stats);
		commands.keySet().retainAll(COMMANDS);
		double cpu = stats.getOrDefault("rusage_user", 0.0) + stats.getOrDefault("rusage_system", 0.0);
		double bytes = stats.getOrDefault("bytes_read", 0.0) - (QUESTION.length() + 2) * this.questions;
		return new ServerUse(cpu * 1e9, 0, bytes, commands);
	}

	@Override
	public void clear() {
		this.console.ask("flush_all", "OK"::equals);
	}

	@Override
	public void close() {
		this.console.close();
		this.process.kill();
	}

}
