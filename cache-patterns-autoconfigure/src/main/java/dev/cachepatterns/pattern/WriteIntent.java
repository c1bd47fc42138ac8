package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.ttl.TtlPolicy;

/**
 * A writer between its write and the end of its commit: while it stands on the server,
 * readers go to the database and store nothing. It ends by {@link #publish} or
 * {@link #leave}; that of a writer that dies ends with its time.
 */
public final class WriteIntent {

	private final StoreKey key;

	private final long token;

	private final OptionalLong generation;

	private final Storage storage;

	private final TtlPolicy ttl;

	private final Refusals refusals;

	WriteIntent(StoreKey key, Storage storage, TtlPolicy ttl, Refusals refusals) {
		this.key = key;
		this.storage = storage;
		this.ttl = ttl;
		this.refusals = refusals;
		this.token = storage.random().getAsLong();
		this.generation = storage.store().enter(key, this.token, storage.timeouts().intent());
	}

	/**
	 * Leaves the new value, if no other writer has been there meanwhile; otherwise
	 * nothing.
	 * @param value the value
	 * @param expected what the caller knows of it
	 * @return whether it is stored
	 * @throws CodecException if the value cannot be written, in which case nothing is
	 * left
	 */
	public boolean publish(@Nullable Object value, Expected expected) {
		Duration lifetime = this.ttl.ttl(value);
		if (lifetime.isZero() || this.generation.isEmpty()) {
			leave();
			return false;
		}
		try {
			byte[] payload = this.storage.codec().encode(this.key.region().cache(), value, expected, 0);
			Slot.Entry entry = Slot.Entry.value(this.storage.random().getAsLong(), this.generation.getAsLong(),
					payload);
			return this.storage.store().publish(this.key, this.token, entry, lifetime);
		}
		catch (StoreRejectedException ex) {
			leave();
			this.refusals.report(this.key, ex);
			return false;
		}
		catch (CodecException ex) {
			leave();
			throw ex;
		}
	}

	/**
	 * Leaves nothing: the next reader loads.
	 */
	public void leave() {
		this.storage.store().leave(this.key, this.token);
	}

}
