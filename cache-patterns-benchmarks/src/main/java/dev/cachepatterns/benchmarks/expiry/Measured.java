package dev.cachepatterns.benchmarks.expiry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.cachepatterns.benchmarks.measure.Pace;
import dev.cachepatterns.benchmarks.measure.Quartiles;
import dev.cachepatterns.benchmarks.report.Goal;

/**
 * What was measured of a cache.
 *
 * @param name the cache
 * @param expiring readers of values that were loaded anew meanwhile, by round
 * @param plain readers of values that were not
 */
record Measured(String name, List<Waits> expiring, List<Waits> plain) {

	private static final double P999 = 0.999;

	private static final double MOST_TIMES_PLAIN = 1.2;

	private static final String HEAD = """
			### Reads while values are loaded anew, which takes 500 ms

			| | p50, µs | p99, µs | p99.9, µs | longest, ms | loads | plain hits: p50, µs | p99.9, µs | ratio of p99.9 | quartiles |
			|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
			""";

	/**
	 * Measures all caches in turns: in each round each of them has a slice in both ways,
	 * in an order of its own.
	 */
	static List<Measured> run(Caches caches, Arrivals arrivals, Pace pace) {
		List<Measured> measured = caches.all()
			.stream()
			.map((cache) -> new Measured(cache.name(), new ArrayList<>(), new ArrayList<>()))
			.toList();
		Random random = new Random(1);
		for (int round = -pace.warmUp(); round < pace.rounds(); round++) {
			List<Integer> order = new ArrayList<>(IntStream.range(0, measured.size()).boxed().toList());
			Collections.shuffle(order, random);
			for (int cache : order) {
				boolean first = random.nextBoolean();
				for (boolean expires : new boolean[] { first, !first }) {
					Waits waits = slice(caches.all().get(cache), expires, arrivals, pace.slice());
					if (round >= 0) {
						measured.get(cache).waits(expires).add(waits);
					}
				}
			}
		}
		return measured;
	}

	private static Waits slice(Expiring cache, boolean expires, Arrivals arrivals, Duration time) {
		long loads = cache.catalogue().loads(expires);
		long[] nanos = arrivals.run(cache.reads(expires), time);
		return Waits.of(nanos, cache.catalogue().loads(expires) - loads);
	}

	private List<Waits> waits(boolean expires) {
		return expires ? this.expiring : this.plain;
	}

	/**
	 * What all but one in a thousand readers have waited at most, as a multiple of what
	 * they wait for plain hits in the same round.
	 */
	Quartiles ratio() {
		return Quartiles.of(IntStream.range(0, this.plain.size())
			.mapToDouble((round) -> this.expiring.get(round).quantile(P999) / this.plain.get(round).quantile(P999))
			.toArray());
	}

	/**
	 * What was measured, as Markdown.
	 */
	static String table(List<Measured> measured) {
		String rows = measured.stream().map(Measured::row).collect(Collectors.joining());
		String goals = goals(measured).stream().map(Goal::row).collect(Collectors.joining());
		return HEAD + rows + "\n### Goals\n\n| reads during soft expiries | measured | |\n|---|---|---|\n" + goals;
	}

	private String row() {
		Waits all = Waits.all(this.expiring);
		Waits hits = Waits.all(this.plain);
		Quartiles ratio = ratio();
		return String.format(Locale.ROOT,
				"| %s | %.0f | %.0f | %.0f | %.1f | %d | %.0f | %.0f | %.2f | %.2f – %.2f |%n", this.name,
				all.quantile(0.5), all.quantile(0.99), all.quantile(P999), all.quantile(1) / 1e3, all.loads(),
				hits.quantile(0.5), hits.quantile(P999), ratio.median(), ratio.first(), ratio.third());
	}

	/**
	 * The goals of this library.
	 */
	static List<Goal> goals(List<Measured> measured) {
		return measured.stream().filter((each) -> each.name().startsWith(Caches.OURS)).map(Measured::goal).toList();
	}

	private Goal goal() {
		Quartiles ratio = ratio();
		return new Goal(
				String.format(Locale.ROOT, "%s: p99.9 at most %.1f times that of plain hits", this.name,
						MOST_TIMES_PLAIN),
				String.format(Locale.ROOT, "%.2f (quartiles %.2f – %.2f)", ratio.median(), ratio.first(),
						ratio.third()),
				ratio.median() <= MOST_TIMES_PLAIN);
	}

}
