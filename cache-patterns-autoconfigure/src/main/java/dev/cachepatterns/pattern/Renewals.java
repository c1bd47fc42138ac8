package dev.cachepatterns.pattern;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;

import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Freshness;
import dev.cachepatterns.codec.Freshness.Work;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreException;

/**
 * What is done to a value that stays where it is: it gets another stamp, and with it
 * another note of who loads it anew, or more time. A write in between changes the stamp
 * too, or the state, so that neither a note nor what is loaded can take its place.
 */
final class Renewals {

	private final Storage storage;

	private final Lifetimes lifetimes;

	private final Leases leases;

	private final LoadTimes loads = new LoadTimes();

	Renewals(Storage storage, Lifetimes lifetimes, Leases leases) {
		this.storage = storage;
		this.lifetimes = lifetimes;
		this.leases = leases;
	}

	/**
	 * Takes note of the time that a load has taken.
	 */
	void record(long nanos) {
		this.loads.record(nanos);
	}

	/**
	 * The time of a lease.
	 */
	Duration leaseTime() {
		return this.loads.lease(this.storage.timeouts());
	}

	/**
	 * Whether there is time left in which to load the value anew.
	 */
	boolean possible(Read stale) {
		return this.lifetimes.left(value(stale).freshness()).toMillis() > 0;
	}

	/**
	 * Takes on to load a value anew, if nobody else does. The stamp that it gets is the
	 * lease.
	 */
	Read claim(Read stale, long token) {
		Duration time = leaseTime();
		long until = this.storage.clock().millis() + time.toMillis();
		Slot.Entry claimed = marked(stale, token, value(stale).freshness().with(Work.RUNNING, until));
		if (!replaced(stale, claimed)) {
			return stale;
		}
		this.leases.begin(stale.key(), token, time);
		return stale.leased(claimed);
	}

	/**
	 * Notes that loading a value anew has failed: it is served, and nobody tries again
	 * before the pause is over.
	 * @return {@code false} if there is no value
	 */
	boolean failed(Read claimed, LoadFailure failure) {
		if (claimed.value() == null) {
			return false;
		}
		try {
			long until = this.storage.clock().millis() + this.storage.timeouts().loadRetry().toMillis();
			Freshness failed = value(claimed).freshness().with(Work.FAILED, until);
			replaced(claimed, marked(claimed, this.storage.random().getAsLong(), failed));
		}
		catch (StoreException ex) {
			// The next attempt begins when the lease is over
		}
		finally {
			this.leases.end(claimed.lease(), failure);
		}
		return true;
	}

	/**
	 * Lets a value live on that is read.
	 */
	void touch(Read hit) {
		Freshness touched = this.lifetimes.touched(value(hit).freshness());
		replaced(hit, marked(hit, this.storage.random().getAsLong(), touched));
	}

	private static Decoded value(Read read) {
		return Objects.requireNonNull(read.value());
	}

	private Slot.Entry marked(Read read, long stamp, Freshness freshness) {
		Slot.Entry there = (Slot.Entry) read.seen().slot();
		byte[] payload = this.storage.codec().mark(there.payload(), value(read), freshness);
		return new Slot.Entry(there.kind(), stamp, there.generation(), ByteBuffer.wrap(payload));
	}

	private boolean replaced(Read read, Slot.Entry entry) {
		Duration left = this.lifetimes.left(value(read).freshness());
		return left.toMillis() > 0 && this.storage.store().replace(read.key(), read.seen().slot().stamp(), entry, left);
	}

}
