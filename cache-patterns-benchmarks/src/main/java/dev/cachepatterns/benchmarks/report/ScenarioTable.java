package dev.cachepatterns.benchmarks.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.cachepatterns.benchmarks.measure.Quartiles;
import dev.cachepatterns.benchmarks.measure.Rounds;
import dev.cachepatterns.benchmarks.measure.Sample;
import dev.cachepatterns.benchmarks.server.ServerUse;
import dev.cachepatterns.benchmarks.subject.Operation;

/**
 * What was measured of a scenario, as Markdown.
 */
public final class ScenarioTable {

	private static final String HEAD = """
			### %s

			| | µs per call | ratio | quartiles | client CPU, µs | server CPU, µs | bytes allocated | on the server |
			|---|--:|--:|--:|--:|--:|--:|---|
			""";

	private ScenarioTable() {
	}

	/**
	 * The table of a scenario.
	 * @param rounds what was measured
	 * @return Markdown
	 */
	public static String of(Rounds rounds) {
		StringBuilder table = new StringBuilder(HEAD.formatted(rounds.scenario().title()));
		rounds.subjects().forEach((subject) -> {
			String form = (rounds.scenario().operation() == Operation.BULK) ? ": " + subject.bulkForm() : "";
			table.append(row(rounds, subject.name(), subject.name() + form));
		});
		return table.toString();
	}

	private static String row(Rounds rounds, String subject, String title) {
		Quartiles ratio = rounds.ratio(subject, rounds.baseline());
		return String.format(Locale.ROOT, "| %s | %.2f | %.2f | %.2f – %.2f | %.2f | %s | %.0f | %s |%n", title,
				rounds.of(subject, Sample::nanos).median() / 1e3, ratio.median(), ratio.first(), ratio.third(),
				rounds.of(subject, Sample::cpuNanos).median() / 1e3, serverCpu(rounds.server(subject)),
				rounds.of(subject, Sample::allocatedBytes).median(), commands(rounds.server(subject).commands()));
	}

	private static String serverCpu(ServerUse use) {
		return use.commands().isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", use.cpuNanos() / 1e3);
	}

	/**
	 * Commands as text.
	 * @param commands executions for one call
	 * @return each with its number, those that are rarer than one in 200 calls left out
	 */
	public static String commands(Map<String, Double> commands) {
		return commands.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() >= 0.005)
			.map((entry) -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()))
			.collect(Collectors.joining(", "));
	}

}
