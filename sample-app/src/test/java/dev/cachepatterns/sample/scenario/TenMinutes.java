package dev.cachepatterns.sample.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import dev.cachepatterns.sample.place.PlaceReads;
import dev.cachepatterns.sample.scenario.Atlas.Surroundings;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.MemoryStore;
import dev.cachepatterns.testing.MutableClock;

/**
 * The scenario of {@code docs/ttl.md}: ten minutes of two instances with one cache, by a
 * clock that is moved. A query takes half a second.
 */
final class TenMinutes implements AutoCloseable {

	private static final Duration QUERY = Duration.ofMillis(500);

	private static final int SECONDS = 600;

	private static final int OUT_FROM = 300;

	private static final int OUT_UNTIL = 480;

	private static final long POPULAR = 1;

	private static final int OTHERS = 30;

	private static final int POPULAR_AT_ONCE = 5;

	private final Database database = new Database();

	private final MutableClock clock = new MutableClock();

	private final List<Atlas> instances;

	private final Readers readers;

	TenMinutes(Map<String, ?> settings) {
		LongSupplier random = () -> ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
		CacheStore store = MemoryStore.create(1 << 26, this.clock, random, (cache) -> {
		});
		Surroundings surroundings = new Surroundings(this.database, store, this.clock);
		Map<String, Object> all = new HashMap<>(settings);
		all.put("cache-patterns.backend", "memory");
		// By the time of the machine
		all.put("cache-patterns.consistency.wait-budget", "1m");
		this.instances = List.of(Atlas.start(surroundings, all), Atlas.start(surroundings, all));
		this.readers = Readers.of(this.instances, this.database);
	}

	/**
	 * Lets the ten minutes pass.
	 */
	Figures pass() {
		int before = this.database.queries();
		int busiest = 0;
		int waited = 0;
		int failed = 0;
		for (int second = 0; second < SECONDS; second++) {
			boolean out = second >= OUT_FROM && second < OUT_UNTIL;
			this.database.out(out);
			int queries = this.database.queries();
			for (int half = 0; half < 2; half++) {
				Readers.Outcome outcome = this.readers.send(requests(half), () -> this.clock.advance(QUERY));
				waited += outcome.waited();
				failed += outcome.failed();
			}
			if (second > 0 && !out) {
				busiest = Math.max(busiest, this.database.queries() - queries);
			}
		}
		long stale = this.instances.stream().mapToLong(Atlas::staleAnswers).sum();
		return new Figures(this.database.queries() - before, busiest, waited, failed, stale);
	}

	/**
	 * The requests of half a second: every other place in turn, and the popular one five
	 * times.
	 */
	private List<Runnable> requests(int half) {
		List<Runnable> requests = new ArrayList<>();
		for (int i = 0; i < POPULAR_AT_ONCE; i++) {
			requests.add(read(i, POPULAR));
		}
		for (int i = half; i < OTHERS; i += 2) {
			requests.add(read(i / 2, POPULAR + 1 + i));
		}
		return requests;
	}

	private Runnable read(int turn, long place) {
		Atlas atlas = this.instances.get(turn % this.instances.size());
		return () -> atlas.places().apply(place).orElseThrow();
	}

	/**
	 * Gives the popular place another name in one instance.
	 * @param name the name
	 * @return what both instances find after that, and how many queries that took
	 */
	Renamed rename(String name) {
		PlaceReads.rename(this.instances.get(0).context(), POPULAR, name);
		int before = this.database.queries();
		List<String> found = this.instances.stream()
			.map((atlas) -> atlas.places().apply(POPULAR).orElseThrow().name())
			.toList();
		return new Renamed(found, this.database.queries() - before);
	}

	@Override
	public void close() {
		this.database.answer();
		this.readers.close();
		this.instances.forEach(Atlas::close);
	}

	/**
	 * What ten minutes have come to.
	 *
	 * @param queries how often the database was asked
	 * @param busiest how often in the second in which it was asked most, but for the
	 * first one and those in which it was out
	 * @param waited requests that waited for the database
	 * @param failed requests that failed
	 * @param stale answers that were older than the TTL
	 */
	record Figures(long queries, long busiest, long waited, long failed, long stale) {

		List<Long> cells() {
			return List.of(this.queries, this.busiest, this.waited, this.failed, this.stale);
		}

	}

	/**
	 * What was found after a write.
	 *
	 * @param found the name that each instance has found
	 * @param queries how many queries that took
	 */
	record Renamed(List<String> found, int queries) {
	}

}
