package dev.cachepatterns.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.cachepatterns.benchmarks.measure.Quartiles;
import dev.cachepatterns.benchmarks.measure.Rounds;
import dev.cachepatterns.benchmarks.measure.Sample;
import dev.cachepatterns.benchmarks.measure.Scenario;
import dev.cachepatterns.benchmarks.server.ServerUse;
import dev.cachepatterns.benchmarks.subject.Backend;
import dev.cachepatterns.benchmarks.subject.Operation;

/**
 * The goals of a hit on a server, held against what was measured.
 */
public final class Goals {

	static final String OURS = "cache-patterns";

	private static final double MOST_TIMES_RAW = 1.15;

	private static final double MOST_BYTES_ABOVE_RAW = 1024;

	private static final double ROUNDING = 0.001;

	private Goals() {
	}

	/**
	 * The goals of which the scenarios were measured.
	 * @param measured the scenarios
	 * @return Markdown, empty if none was
	 */
	public static String table(List<Rounds> measured) {
		String tables = table("a hit through `@Cacheable`", of(measured))
				+ table("server CPU of reads and writes through annotations", MixedGoals.of(measured));
		return tables.isEmpty() ? "" : "### Goals\n" + tables;
	}

	private static String table(String title, List<Goal> goals) {
		String head = "\n| %s | measured | |\n|---|---|---|\n".formatted(title);
		return goals.isEmpty() ? "" : goals.stream().map(Goal::row).collect(Collectors.joining("", head, ""));
	}

	static List<Goal> of(List<Rounds> measured) {
		List<Goal> goals = new ArrayList<>();
		for (Rounds rounds : measured) {
			Scenario scenario = rounds.scenario();
			if (scenario.operation() == Operation.HIT && scenario.backend() != Backend.MEMORY) {
				if (scenario.threads() == 1) {
					goals.add(time(rounds));
					goals.add(allocation(rounds));
					goals.add(roundTrip(rounds));
				}
				else {
					goals.add(comparison(rounds));
				}
			}
		}
		return goals;
	}

	private static Goal time(Rounds rounds) {
		Quartiles ratio = rounds.ratio(OURS, rounds.baseline());
		return new Goal("%s: at most %.2f times the raw client, at 1 thread".formatted(title(rounds), MOST_TIMES_RAW),
				text(ratio), ratio.median() <= MOST_TIMES_RAW);
	}

	private static Goal comparison(Rounds rounds) {
		String spring = spring(rounds);
		Quartiles ratio = rounds.ratio(OURS, spring);
		return new Goal(
				"%s: not slower than %s, at %d threads".formatted(title(rounds), spring, rounds.scenario().threads()),
				text(ratio), ratio.median() <= 1);
	}

	private static Goal allocation(Rounds rounds) {
		double above = rounds.of(OURS, Sample::allocatedBytes).median()
				- rounds.of(rounds.baseline(), Sample::allocatedBytes).median();
		return new Goal("%s: allocates at most 1 KB more than the raw client".formatted(title(rounds)),
				String.format(Locale.ROOT, "%.0f bytes more", above), above <= MOST_BYTES_ABOVE_RAW);
	}

	/**
	 * Redis counts reads from sockets. Memcached does not, but counts keys: a hit asks
	 * for two, the entry and its generation. That they are in one command is seen in the
	 * bytes that it has read, and is tested.
	 */
	private static Goal roundTrip(Rounds rounds) {
		ServerUse use = rounds.server(OURS);
		boolean redis = rounds.scenario().backend() == Backend.REDIS;
		Map<String, Double> expected = redis ? Map.of("mget", 1.0) : Map.of("cmd_get", 2.0);
		boolean met = use.commands().keySet().equals(expected.keySet())
				&& expected.entrySet()
					.stream()
					.allMatch((entry) -> is(use.commands().getOrDefault(entry.getKey(), 0.0), entry.getValue()))
				&& (!redis || is(use.reads(), 1));
		String reads = redis ? String.format(Locale.ROOT, ", socket reads %.3f", use.reads()) : "";
		return new Goal("%s: exactly one round trip".formatted(title(rounds)),
				ScenarioTable.commands(use.commands()) + reads, met);
	}

	private static boolean is(double count, double expected) {
		return Math.abs(count - expected) < ROUNDING;
	}

	private static String title(Rounds rounds) {
		return rounds.scenario().backend().title();
	}

	/**
	 * The subject that applications have without us.
	 */
	static String spring(Rounds rounds) {
		return rounds.subjects()
			.stream()
			.map((subject) -> subject.name())
			.filter((name) -> name.startsWith("Spring's Redis cache, JSON"))
			.findFirst()
			.orElseThrow();
	}

	static String text(Quartiles ratio) {
		return String.format(Locale.ROOT, "%.2f (quartiles %.2f – %.2f)", ratio.median(), ratio.first(), ratio.third());
	}

}
