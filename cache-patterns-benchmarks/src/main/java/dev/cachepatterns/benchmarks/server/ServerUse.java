package dev.cachepatterns.benchmarks.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/**
 * What a server has done, by its own counters.
 *
 * @param cpuNanos processor time, user and system
 * @param reads reads from its clients' sockets, each with one or more commands; 0 where
 * the server does not count them
 * @param bytesRead bytes of commands
 * @param commands number of executions by command, those inside scripts included; on
 * memcached, keys by kind of command
 */
public record ServerUse(double cpuNanos, double reads, double bytesRead, Map<String, Double> commands) {

	/**
	 * Nothing was done.
	 */
	public static final ServerUse NONE = new ServerUse(0, 0, 0, Map.of());

	/**
	 * What was done since an earlier time.
	 * @param before what had been done then
	 * @return the difference, without commands that did not run
	 */
	public ServerUse since(ServerUse before) {
		return combine(before, (now, then) -> now - then);
	}

	/**
	 * The sum of two times.
	 * @param other the other one
	 * @return the sum
	 */
	public ServerUse plus(ServerUse other) {
		return combine(other, Double::sum);
	}

	/**
	 * What was done for one call.
	 * @param calls number of calls
	 * @return the quotients
	 */
	public ServerUse per(double calls) {
		Map<String, Double> quotients = new TreeMap<>();
		this.commands.forEach((name, count) -> quotients.put(name, count / calls));
		return new ServerUse(this.cpuNanos / calls, this.reads / calls, this.bytesRead / calls, quotients);
	}

	private ServerUse combine(ServerUse other, DoubleBinaryOperator operator) {
		Map<String, Double> combined = new TreeMap<>(this.commands);
		other.commands.forEach((name, count) -> combined.put(name, 0.0));
		combined.replaceAll((name, ignored) -> operator.applyAsDouble(this.commands.getOrDefault(name, 0.0),
				other.commands.getOrDefault(name, 0.0)));
		combined.values().removeIf((count) -> count == 0);
		return new ServerUse(operator.applyAsDouble(this.cpuNanos, other.cpuNanos),
				operator.applyAsDouble(this.reads, other.reads),
				operator.applyAsDouble(this.bytesRead, other.bytesRead), combined);
	}

}
