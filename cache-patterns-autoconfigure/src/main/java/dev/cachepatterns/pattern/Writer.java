package dev.cachepatterns.pattern;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.pattern.Encoder.Written;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;

/**
 * Changes what the cache holds, as its consistency and its mode have it.
 */
final class Writer {

	private final Storage storage;

	private final Encoder encoder;

	private final Consistency consistency;

	private final Supplier<Mode> mode;

	Writer(Storage storage, Encoder encoder, Consistency consistency, Supplier<Mode> mode) {
		this.storage = storage;
		this.encoder = encoder;
		this.consistency = consistency;
		this.mode = mode;
	}

	boolean put(StoreKey key, @Nullable Object value, Caller caller) {
		if (this.mode.get() != Mode.ON) {
			evict(key);
			return false;
		}
		if (this.consistency == Consistency.EVENTUAL) {
			return new EventualWrite(key, this.storage, this.encoder, () -> true).publish(value, caller);
		}
		Tags tags = new TagReader(this.storage).now(key.region(), caller.tags().get());
		return this.encoder.store(key, new Written(value, caller, tags),
				(payload, lifetime) -> this.storage.store().put(key, payload, lifetime), () -> evict(key));
	}

	WriteIntent intend(StoreKey key, Caller caller) {
		if (this.mode.get() == Mode.OFF) {
			return new NoWrite(() -> evict(key));
		}
		return (this.consistency == Consistency.STRICT)
				? new StrictWrite(key, this.storage, this.encoder, () -> this.mode.get() == Mode.ON, caller)
				: new EventualWrite(key, this.storage, this.encoder, () -> this.mode.get() == Mode.ON);
	}

	Intent intendClear(Region region) {
		if (this.mode.get() == Mode.OFF) {
			return new NoWrite(() -> clear(region));
		}
		return (this.consistency == Consistency.STRICT) ? new StrictClear(region, this.storage)
				: new EventualClear(this.storage.store(), region);
	}

	boolean evict(StoreKey key) {
		if (this.mode.get() == Mode.OFF) {
			return false;
		}
		if (this.consistency == Consistency.EVENTUAL) {
			return this.storage.store().delete(key);
		}
		boolean removed = this.storage.store().invalidate(key);
		StrictWrite.markLag(this.storage, key);
		return removed;
	}

	void clear(Region region) {
		if (this.mode.get() == Mode.OFF) {
			return;
		}
		if (this.consistency == Consistency.STRICT) {
			StrictClear.markLag(this.storage, region);
		}
		this.storage.store().clear(region);
	}

}
