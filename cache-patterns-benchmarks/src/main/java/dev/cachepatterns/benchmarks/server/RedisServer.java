package dev.cachepatterns.benchmarks.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@code redis-server} without persistence.
 */
public final class RedisServer implements Server {

	private static final String COMMAND = "cmdstat_";

	private static final String QUESTION = "INFO cpu stats commandstats\r\nPING";

	// The questions themselves, and what clients say when they connect
	private static final List<String> IGNORED = List.of("info", "hello", "client|", "ping");

	// What each instance of ours asks once a second, whatever it is doing besides
	private static final String HEARTBEAT = "eval";

	private final int port = LocalProcess.freePort();

	private final LocalProcess process;

	private final Console console;

	private long questions;

	/**
	 * A started server.
	 */
	public RedisServer() {
		this.process = LocalProcess.start(List.of("redis-server", "--save", "", "--appendonly", "no", "--port",
				String.valueOf(this.port), "--bind", "127.0.0.1"), this.port, "redis-server");
		this.console = new Console(this.port);
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public synchronized ServerUse use() {
		Map<String, String> info = new HashMap<>();
		this.questions++;
		for (String line : this.console.ask(QUESTION, "+PONG"::equals)) {
			String[] parts = line.split(":", 2);
			info.put(parts[0], (parts.length == 2) ? parts[1] : "");
		}
		Map<String, Double> commands = new TreeMap<>();
		info.forEach((name, value) -> {
			String command = name.startsWith(COMMAND) ? name.substring(COMMAND.length()) : "info";
			if (IGNORED.stream().noneMatch(command::startsWith)) {
				commands.put(command, Double.parseDouble(value.substring("calls=".length(), value.indexOf(','))));
			}
		});
		Double heartbeats = commands.remove(HEARTBEAT);
		double questions = this.questions + ((heartbeats != null) ? heartbeats : 0);
		double cpu = number(info, "used_cpu_user") + number(info, "used_cpu_sys");
		return new ServerUse(cpu * 1e9, number(info, "total_reads_processed") - questions,
				number(info, "total_net_input_bytes") - (QUESTION.length() + 2) * this.questions, commands);
	}

	@Override
	public void clear() {
		this.console.ask("FLUSHALL SYNC", "+OK"::equals);
	}

	private static double number(Map<String, String> info, String name) {
		return Double.parseDouble(info.getOrDefault(name, "0"));
	}

	@Override
	public void close() {
		this.console.close();
		this.process.kill();
	}

}
