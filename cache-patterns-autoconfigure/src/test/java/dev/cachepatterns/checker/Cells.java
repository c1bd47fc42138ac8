package dev.cachepatterns.checker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.cachepatterns.checker.Cell.Promise;

/**
 * All cells. A setting of the applications is one more {@link Cell#with}.
 */
final class Cells {

	private static final Duration LONGER_THAN_A_LEASE = Duration.ofMillis(1300);

	static final Duration SHORT = Duration.ofSeconds(5);

	static final Duration LONG = Duration.ofSeconds(15);

	private static final Duration AWAY = Duration.ofMillis(300);

	private static final String[] APPEND_ONLY = { "--appendonly", "yes", "--appendfsync", "always" };

	private Cells() {
	}

	/**
	 * Each fault on one backend and one database at least.
	 */
	static List<Cell> some() {
		return List.of(longer(pauses(Backend.REDIS)), longer(pauses(Backend.MEMCACHED).onH2()), calm(Backend.REDIS),
				calm(Backend.MEMCACHED).onH2(), snapshots(Backend.REDIS), twoFormats(Backend.REDIS),
				halfInvalidates(Backend.MEMCACHED), stop(Backend.MEMCACHED).onH2(),
				kill(Step.LOADED, Backend.MEMCACHED), kill(Step.ENTERED, Backend.REDIS),
				kill(Step.COMMITTED, Backend.REDIS), journaled(restart(Backend.REDIS), "all"),
				rejecting(partition(Backend.MEMCACHED)), pauses(Backend.REDIS).naive(),
				pauses(Backend.MEMCACHED).naive());
	}

	/**
	 * Those in which most happens.
	 * @param time how long each of them runs
	 */
	static List<Cell> fast(Duration time) {
		return Stream
			.of(pauses(Backend.REDIS), pauses(Backend.MEMCACHED), pauses(Backend.REDIS).onH2(),
					pauses(Backend.MEMCACHED).onH2())
			.map((cell) -> cell.during(cell.run().fault(), time))
			.toList();
	}

	/**
	 * Everything, and what has no fault for longer.
	 */
	static List<Cell> all() {
		List<Cell> all = new ArrayList<>();
		for (Backend backend : Backend.values()) {
			all.addAll(List.of(calm(backend), calm(backend).onH2(), pauses(backend), pauses(backend).onH2(),
					snapshots(backend), snapshots(backend).onH2(), twoFormats(backend), twoFormats(backend).onH2(),
					ways(backend, "futures", Way.FIND_LATER, Way.WRITE_THROUGH_LATER),
					ways(backend, "keys of results", Way.WRITE_THROUGH_BY_RESULT_AT_ONCE),
					ways(backend, "Cache.get in transactions", Way.GET_INSIDE, Way.GET_IN_VAIN)));
		}
		all.replaceAll((cell) -> cell.during(cell.run().fault(), LONG));
		for (Backend backend : Backend.values()) {
			for (Step step : List.of(Step.LOADED, Step.ENTERED, Step.COMMITTED, Step.CLEARING)) {
				all.add(kill(step, backend));
			}
			all.addAll(List.of(stop(backend), stop(backend).onH2(), pauses(backend).naive(),
					pauses(backend).naive().onH2()));
		}
		for (Backend backend : Backend.values()) {
			all.add(halfInvalidates(backend));
			outages(backend).forEach((cell) -> all
				.addAll(List.of(cell, rejecting(cell), journaled(cell, "unreachable"), journaled(cell, "all"))));
		}
		return all;
	}

	/**
	 * Faults that only settings keep harmless.
	 */
	private static Stream<Cell> outages(Backend backend) {
		Stream<Cell> both = Stream.of(restart(backend), partition(backend));
		return (backend != Backend.REDIS) ? both
				: Stream.concat(both,
						Stream.of(
								Settings.impatient(Cell.of("server restarts with its log", backend))
									.during(Faults.restart(AWAY, APPEND_ONLY), Duration.ofMillis(2500))
									.promising(Promise.LATER),
								rare(Settings.impatient(Cell.of("server restarts, old copy", backend))
									.during(Faults.olderSnapshot(Duration.ofMillis(800)), Duration.ofSeconds(4)))
									.promising(Promise.LATER)));
	}

	private static Cell rejecting(Cell cell) {
		return cell.named(cell.name() + ", reject")
			.with("cache-patterns.consistency.on-unreachable", "reject")
			.promising(Promise.STRICT);
	}

	/**
	 * A worker that is cut off goes on writing, and others learn of it within the bound.
	 */
	private static Cell journaled(Cell cell, String writes) {
		return cell.named(cell.name() + ", journal " + writes)
			.with("cache-patterns.consistency.journal", "jdbc")
			.with("cache-patterns.consistency.journal-writes", writes)
			.with("cache-patterns.consistency.jdbc.initialize-schema", "always")
			.promising("all".equals(writes) ? Promise.STRICT : Promise.BOUNDED);
	}

	private static Cell halfInvalidates(Backend backend) {
		return Cell.of("half the fleet in invalidate", backend).withLast("cache-patterns.mode", "invalidate");
	}

	private static Cell twoFormats(Backend backend) {
		return Cell.of("two formats side by side", backend)
			.during(Faults.twoFormats(), Duration.ofMillis(4000))
			.besideOtherVersion()
			.with("checker.keys", String.valueOf(Faults.KEYS_OF_TWO_FORMATS))
			.with("checker.think", "60ms");
	}

	private static Cell calm(Backend backend) {
		return Cell.of("calm", backend)
			.promising(Promise.STRICT_AND_FAST)
			.with("checker.keys", "6")
			.with("checker.think", "500ms")
			.with("checker.after-load", "1ms")
			.with("checker.before-commit", "1ms")
			.with("checker.after-commit", "0ms");
	}

	private static Cell pauses(Backend backend) {
		return Cell.of("pauses", backend);
	}

	private static Cell longer(Cell cell) {
		return cell.during(cell.run().fault(), SHORT);
	}

	private static Cell stop(Backend backend) {
		return Cell.of("a worker stands still", backend)
			.during(Faults.stop(LONGER_THAN_A_LEASE), Duration.ofMillis(3000));
	}

	private static Cell kill(Step step, Backend backend) {
		Cell cell = Cell.of("a worker dies, " + step.name().toLowerCase(Locale.ROOT), backend)
			.during(Faults.kill(step), Duration.ofMillis(1500));
		return (step == Step.CLEARING) ? cell.with("checker.more", Way.CLEAR.name()) : cell;
	}

	private static Cell restart(Backend backend) {
		return Settings.impatient(Cell.of("server restarts empty", backend))
			.during(Faults.restart(AWAY), Duration.ofMillis(2500))
			.promising(Promise.LATER);
	}

	private static Cell partition(Backend backend) {
		return rare(Settings.impatient(Cell.of("a worker is cut off", backend))
			.during(Faults.partition(Duration.ofSeconds(2)), Duration.ofMillis(3500))).promising(Promise.LATER);
	}

	/**
	 * Transactions that may see less than what was committed when they take a lease.
	 */
	private static Cell snapshots(Backend backend) {
		return Cell.of("reads of snapshots", backend).with("checker.isolation", "repeatable-read");
	}

	/**
	 * With ways to read and write that are harder to announce.
	 */
	private static Cell ways(Backend backend, String name, Way... more) {
		return Cell.of(name, backend)
			.with("checker.more", Stream.of(more).map(Way::name).collect(Collectors.joining(",")));
	}

	/**
	 * With few writes, so that what is left by one of them is seen.
	 */
	private static Cell rare(Cell cell) {
		return cell.with("checker.think", "500ms").with("checker.keys", "12");
	}

}
