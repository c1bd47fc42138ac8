package dev.cachepatterns.simulation;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.Step;
import dev.cachepatterns.store.SteppedStore.Cells;
import dev.cachepatterns.store.SteppedStore.Change;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;
import org.jspecify.annotations.Nullable;

/**
 * A store that makes a mistake.
 */
final class MutatedStore implements CacheStore {

	private final Mutation mutation;

	private final CacheStore store;

	private final Cells cells;

	private final Clock clock;

	private final LongSupplier random;

	MutatedStore(Mutation mutation, CacheStore store, Cells cells, Clock clock, LongSupplier random) {
		this.mutation = mutation;
		this.store = store;
		this.cells = cells;
		this.clock = clock;
		this.random = random;
	}

	@Override
	public String name() {
		return this.store.name();
	}

	@Override
	public Lookup get(StoreKey key) {
		Lookup found = this.store.get(key);
		return (this.mutation == Mutation.SERVE_DEAD_GENERATION && found.slot() instanceof Slot.Entry entry)
				? new Lookup(entry, OptionalLong.of(entry.generation()), found.expiresAt()) : found;
	}

	@Override
	public Map<StoreKey, Lookup> getAll(Collection<StoreKey> keys) {
		return this.store.getAll(keys);
	}

	@Override
	public CompletionStage<Lookup> getAsync(StoreKey key) {
		return this.store.getAsync(key);
	}

	@Override
	public OptionalLong generation(StoreKey key) {
		if (this.mutation == Mutation.CLEAR_LETS_READERS_IN) {
			long fresh = this.random.getAsLong();
			this.cells.changeGenerations(key.region(),
					(before) -> (before.slot() instanceof Slot.Intent) ? Cell.generation(fresh) : before);
		}
		return this.store.generation(key);
	}

	@Override
	public boolean put(StoreKey key, byte[] payload, Duration ttl) {
		return this.store.put(key, payload, ttl);
	}

	@Override
	public boolean replace(StoreKey key, long expected, Slot.Entry entry, Duration ttl) {
		if (this.mutation == Mutation.TAG_STARTS_AGAIN && key.region().cache().equals(Region.TAGS)) {
			Slot.Entry again = Slot.Entry.value(3, entry.generation(), new byte[0]);
			this.store.replace(key, expected, again, ttl);
			// It is read once more
			return false;
		}
		boolean fill = entry.kind() == Slot.Kind.VALUE;
		if (!fill && this.mutation == Mutation.FILL_WITHOUT_LEASE) {
			return true;
		}
		Slot.Entry stored = (fill && this.mutation == Mutation.FILL_UNDER_NEW_GENERATION) ? restamped(key, entry)
				: entry;
		Step step = MutatedSteps.replace(this.mutation, expected, stored, expiry(ttl));
		return holds(this.cells.change(key, step), stored);
	}

	private Slot.Entry restamped(StoreKey key, Slot.Entry entry) {
		OptionalLong current = this.cells.get(key).generation();
		return new Slot.Entry(entry.kind(), entry.stamp(), current.orElse(entry.generation()), entry.payload());
	}

	@Override
	public boolean remove(StoreKey key, long expected) {
		return (this.mutation == Mutation.RELEASE_WITHOUT_COMPARE)
				? !this.cells.change(key, (before) -> Cell.NOTHING).before().isEmpty()
				: this.store.remove(key, expected);
	}

	@Override
	public void set(StoreKey key, Slot.Entry entry, Duration ttl) {
		this.store.set(key, entry, ttl);
	}

	@Override
	public boolean delete(StoreKey key) {
		return this.store.delete(key);
	}

	@Override
	public boolean invalidate(StoreKey key) {
		try {
			return invalidated(key);
		}
		catch (StoreException ex) {
			return believed(ex);
		}
	}

	private boolean believed(StoreException failure) {
		if (this.mutation != Mutation.FAILED_INVALIDATION_IS_SETTLED) {
			throw failure;
		}
		return true;
	}

	private boolean invalidated(StoreKey key) {
		return !this.cells.change(key, MutatedSteps.invalidate(this.mutation)).before().isEmpty();
	}

	@Override
	public OptionalLong enter(StoreKey key, long token, Duration timeout) {
		long now = this.clock.millis();
		boolean early = this.mutation == Mutation.INTENT_ENDS_BEFORE_THE_LAG && timeout.toMillis() > Simulation.INTENT;
		long end = now + (early ? Simulation.INTENT : timeout.toMillis());
		Step step = MutatedSteps.enter(this.mutation, token, now, end);
		return this.cells.changeUnderGeneration(key, step, this.random.getAsLong());
	}

	@Override
	public boolean publish(StoreKey key, long token, Slot.Entry entry, Duration ttl) {
		Slot.Entry stored = (this.mutation == Mutation.PUBLISH_UNDER_NEW_GENERATION) ? restamped(key, entry) : entry;
		return holds(exit(key, token, stored, expiry(ttl)), stored);
	}

	@Override
	public void leave(StoreKey key, long token) {
		exit(key, token, null, 0);
	}

	private Change exit(StoreKey key, long token, Slot.@Nullable Entry entry, long expiresAt) {
		return this.cells.change(key, MutatedSteps.exit(this.mutation, token, entry, expiresAt, this.clock.millis()));
	}

	@Override
	public void enterClear(Region region, long token, Duration timeout) {
		long now = this.clock.millis();
		this.cells.changeGenerations(region,
				MutatedSteps.enterClear(this.mutation, token, now, now + timeout.toMillis()));
	}

	@Override
	public void leaveClear(Region region, long token) {
		this.cells.changeGenerations(region, MutatedSteps.leaveClear(this.mutation, token, this.clock.millis()));
	}

	@Override
	public void close() {
		this.store.close();
	}

	private long expiry(Duration ttl) {
		return this.clock.millis() + ttl.toMillis();
	}

	private static boolean holds(Change change, Slot.Entry entry) {
		return change.after().slot() instanceof Slot.Entry there && there.stamp() == entry.stamp();
	}

}
