package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.pattern.Encoder.Written;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;

/**
 * The write of a key that is not announced.
 */
record EventualWrite(StoreKey key, Storage storage, Encoder encoder, BooleanSupplier storing) implements WriteIntent {

	@Override
	public Duration time() {
		return FOREVER;
	}

	@Override
	public void renew() {
		// There is no time to begin
	}

	@Override
	public boolean publish(@Nullable Object value, Caller caller) {
		if (!this.storing.getAsBoolean()) {
			leave();
			return false;
		}
		Tags tags = new TagReader(this.storage).now(this.key.region(), caller.tags().get());
		return this.encoder.store(this.key, new Written(value, caller, tags), (payload, lifetime) -> {
			OptionalLong generation = this.storage.store().recentGeneration(this.key);
			generation.ifPresent((id) -> this.storage.store()
				.set(this.key, Slot.Entry.eventual(this.storage.random().getAsLong(), id, payload), lifetime));
			return generation.isPresent();
		}, this::leave);
	}

	@Override
	public void leave() {
		this.storage.store().delete(this.key);
	}

}
