package dev.cachepatterns.simulation;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.Step;
import dev.cachepatterns.store.SteppedStore.Cells;
import dev.cachepatterns.store.StoreKey;

/** x. */
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
		return this.store.get(key);
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
		return this.store.generation(key);
	}

	@Override
	public boolean put(StoreKey key, byte[] payload, Duration ttl) {
		return this.store.put(key, payload, ttl);
	}

	@Override
	public boolean replace(StoreKey key, long expected, Slot.Entry entry, Duration ttl) {
		if (this.mutation == Mutation.FILL_WITHOUT_COMPARE && entry.kind() == Slot.Kind.VALUE) {
			this.cells.change(key, Step.put(entry, this.clock.millis() + ttl.toMillis()));
			return true;
		}
		return this.store.replace(key, expected, entry, ttl);
	}

	@Override
	public boolean remove(StoreKey key, long expected) {
		return this.store.remove(key, expected);
	}

	@Override
	public boolean invalidate(StoreKey key) {
		return this.store.invalidate(key);
	}

	@Override
	public OptionalLong enter(StoreKey key, long token, Duration timeout) {
		return this.store.enter(key, token, timeout);
	}

	@Override
	public boolean publish(StoreKey key, long token, Slot.Entry entry, Duration ttl) {
		return this.store.publish(key, token, entry, ttl);
	}

	@Override
	public void leave(StoreKey key, long token) {
		this.store.leave(key, token);
	}

	@Override
	public void enterClear(Region region, long token, Duration timeout) {
		this.store.enterClear(region, token, timeout);
	}

	@Override
	public void leaveClear(Region region, long token) {
		this.store.leaveClear(region, token);
	}

	@Override
	public void close() {
		this.store.close();
	}

}
