package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.pattern.Encoder.Written;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;

/**
 * The announced write of a key.
 */
final class StrictWrite implements WriteIntent {

	private final StoreKey key;

	private final long token;

	private final Storage storage;

	private final Encoder encoder;

	private final BooleanSupplier storing;

	// Before the method of the write has run, as what it leaves may have been read there
	private final Tags tags;

	private OptionalLong generation;

	StrictWrite(StoreKey key, Storage storage, Encoder encoder, BooleanSupplier storing, Caller caller) {
		List<String> names = caller.tags().get();
		this.key = key;
		this.storage = storage;
		this.encoder = encoder;
		this.storing = storing;
		this.token = storage.random().getAsLong();
		this.generation = enter();
		this.tags = new TagReader(storage).now(key.region(), names);
	}

	private OptionalLong enter() {
		return this.storage.store().enter(this.key, this.token, this.storage.timeouts().standing());
	}

	@Override
	public Duration time() {
		return this.storage.timeouts().intent();
	}

	@Override
	public void renew() {
		this.generation = enter();
	}

	@Override
	public boolean publish(@Nullable Object value, Caller caller) {
		if (this.generation.isEmpty() || !this.storing.getAsBoolean() || lags()) {
			leave();
			return false;
		}
		long generation = this.generation.getAsLong();
		return this.encoder.store(this.key, new Written(value, caller, this.tags), (payload, lifetime) -> {
			Slot.Entry entry = Slot.Entry.value(this.storage.random().getAsLong(), generation, payload);
			boolean stored = this.storage.store().publish(this.key, this.token, entry, lifetime);
			if (!stored) {
				this.encoder.stats().recordOverlap();
			}
			return stored;
		}, this::leave);
	}

	/**
	 * Whether loaders may read what was before the write: were its value evicted, or
	 * cleared, the next reader would store that. The mark takes its place.
	 */
	private boolean lags() {
		return !this.storage.timeouts().replicaLag().isZero();
	}

	@Override
	public void leave() {
		markLag(this.storage, this.key);
		this.storage.store().leave(this.key, this.token);
	}

	/**
	 * Keeps readers from storing what a lagging replica gives them: by an intent that
	 * nobody ends.
	 */
	static void markLag(Storage storage, StoreKey key) {
		Duration lag = storage.timeouts().replicaLag();
		if (!lag.isZero()) {
			storage.store().enter(key, storage.random().getAsLong(), lag);
		}
	}

}
