package dev.cachepatterns.simulation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.codec.TypeRegistry;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.Consistency;
import dev.cachepatterns.pattern.Fallback;
import dev.cachepatterns.pattern.ReadThrough;
import dev.cachepatterns.pattern.Storage;
import dev.cachepatterns.pattern.Timeouts;
import dev.cachepatterns.pattern.Trust;
import dev.cachepatterns.simulation.Steps.Target;
import dev.cachepatterns.simulation.Steps.Operation;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.SteppedStore;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.testing.UnlimitedLoads;
import dev.cachepatterns.ttl.TtlPolicy;

/**
 * What a program works with: the production code on a simulated backend, the simulated
 * database, and the oracle.
 * <p>
 * The oracle: a read returns nothing older than the newest version whose write had
 * returned when the read began, and nothing that is not committed.
 */
final class Simulation {

	static final long LEASE = 10_000;

	static final long INTENT = 30_000;

	static final Expected METHOD = new Expected(null, 8);

	static final Expected ANOTHER_METHOD = new Expected(null, 7);

	private static final Duration TTL = Duration.ofHours(1);

	final StoreKey key = StoreKey.of(Region.of("", "rows"), "row");

	final EntryCodec codec = new EntryCodec(new VersionCodec(), new TypeRegistry(List.of()));

	final Counts counts;

	private final Steps steps;

	private final List<CacheAside> caches;

	private final Mutation mutation;

	private List<ReadThrough> readThroughs = List.of();

	private final Map<Integer, CompletableFuture<Object>> loads = new ConcurrentHashMap<>();

	Simulation(Steps steps, Mutation mutation, Counts counts) {
		this.steps = steps;
		this.mutation = mutation;
		this.counts = counts;
		this.caches = List.of(created(0), created(1));
	}

	private CacheAside created(int jvm) {
		Clock clock = new SimulatedClock(this.steps);
		SteppedStore.Cells cells = new SimulatedCells(this.steps, this.mutation, jvm);
		CacheStore production = new SteppedStore(cells, clock, this::random);
		CacheStore store = (this.mutation == Mutation.NONE) ? production
				: new MutatedStore(this.mutation, production, cells, clock, this::random);
		Timeouts timeouts = new Timeouts(Duration.ofMillis(LEASE), Duration.ZERO,
				Duration.ofMillis((this.mutation == Mutation.INTENT_SHORTER_THAN_ITS_WRITE) ? LEASE : INTENT),
				Duration.ZERO);
		Storage storage = new Storage(store, this.codec, this::random, Runnable::run, () -> "", clock, timeouts,
				Trust.always(), UnlimitedLoads.guard());
		return new CacheAside("rows", storage, TtlPolicy.fixed(TTL, Duration.ZERO), new CacheStats(),
				Consistency.STRICT);
	}

	/**
	 * The cache of a JVM.
	 */
	CacheAside cache(int jvm) {
		return this.caches.get(jvm);
	}

	/**
	 * Starts the JVMs anew.
	 */
	void restart() {
		this.loads.clear();
		this.readThroughs = this.caches.stream().map((cache) -> new ReadThrough(cache, new Fallback(cache))).toList();
	}

	/**
	 * The read-through of a JVM, with the loads that are under way in it.
	 */
	ReadThrough readThrough(int jvm) {
		return this.readThroughs.get(jvm);
	}

	/**
	 * The loads of a JVM, for those who join whatever is under way: a mistake.
	 */
	Map<Integer, CompletableFuture<Object>> loads() {
		return this.loads;
	}

	private long random() {
		if (this.mutation == Mutation.TOKENS_ARE_ALL_THE_SAME) {
			return 42;
		}
		return this.steps.before((world) -> ++world.random);
	}

	/**
	 * Begins a read.
	 * @return the oldest version that it may return
	 */
	int begin() {
		return this.steps.before((world) -> world.returned);
	}

	/**
	 * Reads the row.
	 */
	int load() {
		return this.steps.step(new Operation<>("load", Target.DATABASE, (world) -> world.committed));
	}

	/**
	 * Comes back from a call that may have waited for another actor.
	 */
	void comeBack() {
		this.steps.step(new Operation<>("come back", Target.DATABASE, (world) -> world.committed));
	}

	/**
	 * Commits the next version of the row.
	 */
	int commit() {
		return this.steps.step(new Operation<>("commit", Target.DATABASE, (world) -> ++world.committed));
	}

	/**
	 * Sends a commit whose outcome stays unknown. It may arrive while its writer has
	 * time.
	 */
	void sendCommit(long deadline) {
		this.steps.step(new Operation<>("commit, unknown", Target.DATABASE, (world) -> {
			world.late.add(new Late("commit", (then) -> then.committed++, deadline));
			return "sent";
		}));
	}

	/**
	 * Rolls back.
	 */
	void rollBack() {
		this.steps.step(new Operation<>("roll back", Target.DATABASE, (world) -> "rolled back"));
	}

	/**
	 * Begins a write: from now on its time runs.
	 * @return when it has to be over, in milliseconds
	 */
	long beginWrite() {
		long deadline = this.steps.before((world) -> world.now + INTENT);
		this.steps.after((world, actor) -> world.actors[actor] = world.actors[actor].until(deadline));
		return deadline;
	}

	/**
	 * A writer could not announce itself, and so has no time to keep.
	 */
	void unannounced() {
		this.steps.after((world, actor) -> world.actors[actor] = world.actors[actor].until(0));
	}

	/**
	 * A writer owes an invalidation: if it died, the journal would go on in its place.
	 */
	void owe() {
		this.steps.after((world, actor) -> world.actors[actor] = world.actors[actor].immortal());
	}

	/**
	 * A write has returned.
	 */
	void returned(int version) {
		this.steps.after((world, actor) -> world.returned = Math.max(world.returned, version));
	}

	void published(boolean stored) {
		this.steps.after((world, actor) -> {
			this.counts.publishes += stored ? 1 : 0;
			this.counts.unpublished += stored ? 0 : 1;
		});
	}

	void filled(boolean stored) {
		this.steps.after((world, actor) -> {
			this.counts.fills += stored ? 1 : 0;
			this.counts.refused += stored ? 0 : 1;
		});
	}

	/**
	 * A read returns.
	 */
	void served(int floor, Object value, boolean hit) {
		this.steps.after((world, actor) -> {
			int version = (Integer) value;
			this.counts.hits += hit ? 1 : 0;
			this.counts.loads += hit ? 0 : 1;
			if (version < 0 || version > world.committed) {
				world.violate("a value that is not committed");
			}
			else if (version < floor) {
				world.violate("stale read");
			}
		});
	}

}
