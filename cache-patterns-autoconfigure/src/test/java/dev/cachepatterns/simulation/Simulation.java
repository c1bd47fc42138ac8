package dev.cachepatterns.simulation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.codec.TypeRegistry;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.Caller;
import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.pattern.ReadThrough;
import dev.cachepatterns.pattern.Timeouts;
import dev.cachepatterns.pattern.Trust;
import dev.cachepatterns.simulation.Steps.Operation;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.SteppedStore;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.ttl.TtlPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What a program works with: the production code on a simulated backend, the simulated
 * database, and the oracle.
 */
final class Simulation {

	static final long LEASE = 10_000;

	static final long INTENT = 30_000;

	static final long LAG = 25_000;

	static final int ROLLED_BACK = -1;

	static final Expected METHOD = new Expected(null, 8);

	static final Expected ANOTHER_METHOD = new Expected(null, 7);

	final StoreKey key = StoreKey.of(Region.of("", "rows"), "row");

	final StoreKey tag = StoreKey.of(Region.of("", Region.TAGS), "tag");

	final EntryCodec codec = new EntryCodec(new VersionCodec(), new TypeRegistry(List.of()));

	final Counts counts;

	private final Switched steps;

	private final Clock clock;

	private final Journals journals;

	private final Fleets fleets;

	private final Mutation mutation;

	private final Map<Integer, CompletableFuture<Object>> loads = new ConcurrentHashMap<>();

	Simulation(Steps steps, Mutation mutation, Counts counts) {
		this.steps = new Switched(steps, this::learn);
		this.clock = new SimulatedClock(this.steps);
		this.mutation = mutation;
		this.counts = counts;
		Fleet.Common common = new Fleet.Common(this::store, this.codec, this::random, this.clock, steps.executor(),
				TtlPolicy.fixed(Fleet.TTL, Duration.ZERO));
		this.journals = new Journals(this.steps, mutation, this.key, this::store);
		long lag = (mutation == Mutation.REPLICA_LAG_IS_FORGOTTEN) ? 0 : LAG;
		this.fleets = new Fleets(new Fleet(common, timeouts(0), this.journals::trust),
				new Fleet(common, timeouts(lag), (jvm) -> Trust.always()),
				new Fleet(common.refreshing(), timeouts(0), (jvm) -> Trust.always()));
	}

	private CacheStore store(int jvm) {
		SteppedStore.Cells cells = new SimulatedCells(this.steps, this.mutation, jvm);
		CacheStore production = new SteppedStore(cells, this.clock, this::random);
		return (this.mutation == Mutation.NONE) ? production
				: new MutatedStore(this.mutation, production, cells, this.clock, this::random);
	}

	private Timeouts timeouts(long lag) {
		long intent = (this.mutation == Mutation.INTENT_SHORTER_THAN_ITS_WRITE) ? LEASE : INTENT;
		return new Timeouts(Duration.ofMillis(LEASE), Duration.ofMillis(LEASE), Duration.ZERO,
				Duration.ofMillis(intent), Duration.ZERO, Duration.ofMillis(lag));
	}

	private void learn(List<Mode> modes) {
		fleet().switchTo(modes.stream().map(this.mutation::mutate).toList());
	}

	private Fleet fleet() {
		return this.fleets.of(this.steps.setting());
	}

	/**
	 * The cache of a JVM.
	 */
	CacheAside cache(int jvm) {
		this.steps.learn();
		return fleet().cache(jvm);
	}

	/**
	 * The journals of all JVMs.
	 */
	Journals journals() {
		return this.journals;
	}

	/**
	 * A caller, whose values have a tag where that is tried.
	 */
	Caller caller(Expected expected) {
		return this.steps.setting().tagged()
				? new Caller(expected, null, () -> List.of("tag"), UnaryOperator.identity()) : Caller.of(expected);
	}

	/**
	 * What the cache of a JVM does now.
	 */
	Mode mode(int jvm) {
		return this.steps.now((world) -> world.modes.isEmpty() ? Mode.ON : world.modes.get(jvm));
	}

	/**
	 * Switches the cache of a JVM.
	 */
	void switchTo(int jvm, Mode mode) {
		this.steps.step(Operation.ofDatabase("switch", (world) -> world.switchTo(jvm, mode)));
	}

	/**
	 * Leaves no cache switched by an earlier schedule.
	 */
	void switchOn() {
		this.fleets.switchOn();
	}

	/**
	 * The read-through of a JVM, with the loads that are under way in it.
	 */
	ReadThrough readThrough(int jvm) {
		return fleet().readThrough(jvm);
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

	long now() {
		return this.steps.now((world) -> world.now);
	}

	/**
	 * Begins a read.
	 */
	Begun begin(int jvm) {
		return this.steps.before((world) -> new Begun(this.journals.floor(world, jvm),
				(world.modes.isEmpty() || world.modes.get(jvm) == Mode.ON) ? -1 : world.switches));
	}

	int load() {
		return this.steps.step(Operation.ofDatabase("load", World::loaded));
	}

	/**
	 * Comes back from a call that may have waited for another actor.
	 */
	void comeBack() {
		this.steps.step(Operation.ofDatabase("come back", (world) -> world.committed));
	}

	int commit() {
		return this.steps.step(Operation.ofDatabase("commit", World::commit));
	}

	/**
	 * Sends a commit whose outcome stays unknown. It may arrive while its writer has
	 * time.
	 */
	void sendCommit(long deadline) {
		this.steps.step(Operation.ofDatabase("commit, unknown", (world) -> {
			world.late.add(new Late("commit", World::commit, deadline));
			return "sent";
		}));
	}

	/**
	 * Does what others do not see before the commit.
	 */
	void work() {
		this.steps.step(Operation.ofDatabase("work", (world) -> "done"));
	}

	void rollBack() {
		this.steps.step(Operation.ofDatabase("roll back", (world) -> "rolled back"));
	}

	/**
	 * Begins a write: from now on its time runs.
	 * @return when it has to be over, in milliseconds
	 */
	long beginWrite() {
		return beginWrite(this.steps.before((world) -> world.now));
	}

	/**
	 * A write has to be over in its time.
	 * @param since when its time has begun, in milliseconds
	 */
	long beginWrite(long since) {
		this.steps.after((world, actor) -> world.actors[actor] = world.actors[actor].until(since + INTENT));
		return since + INTENT;
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

	/**
	 * A write has returned of which only its JVM knows, as long as it is owed.
	 */
	void returnedIn(int jvm, int version) {
		this.steps.after((world, actor) -> world.returnedIn(jvm, version));
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
	void served(Begun begun, Object value, boolean hit) {
		this.steps.after((world, actor) -> {
			this.counts.hits += hit ? 1 : 0;
			this.counts.loads += hit ? 0 : 1;
			begun.check(world, (Integer) value, hit);
		});
	}

	/**
	 * A value was put if there was none.
	 * @param there what was there, {@code null} if nothing
	 */
	void put(@Nullable Object there, int own) {
		this.steps.after((world, actor) -> {
			this.counts.publishes += (there == null) ? 1 : 0;
			this.counts.hits += (there != null) ? 1 : 0;
			if (there != null || !world.refused) {
				world.agree((there != null) ? there : own);
			}
		});
	}

}
