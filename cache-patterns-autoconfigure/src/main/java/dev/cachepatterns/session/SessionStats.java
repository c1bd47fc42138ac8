package dev.cachepatterns.session;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts of the sessions of this JVM since its start. Counting never blocks.
 */
public final class SessionStats {

	private final LongAdder created = new LongAdder();

	private final LongAdder found = new LongAdder();

	private final LongAdder missing = new LongAdder();

	private final LongAdder merged = new LongAdder();

	private final LongAdder undecodable = new LongAdder();

	private final LongAdder skipped = new LongAdder();

	private final LongAdder lost = new LongAdder();

	/**
	 * A new session was stored.
	 */
	public void recordCreated() {
		this.created.increment();
	}

	/**
	 * A session was asked for and found.
	 */
	public void recordFound() {
		this.found.increment();
	}

	/**
	 * A session was asked for that is not there: expired, deleted, evicted, or never
	 * there.
	 */
	public void recordMissing() {
		this.missing.increment();
	}

	/**
	 * A save has met another request's, and both changes were kept.
	 */
	public void recordMerged() {
		this.merged.increment();
	}

	/**
	 * An attribute could not be read: it was dropped, or its session was ended.
	 */
	public void recordUndecodable() {
		this.undecodable.increment();
	}

	/**
	 * A save had nothing to write.
	 */
	public void recordSkipped() {
		this.skipped.increment();
	}

	/**
	 * A save came too late: its session had been deleted or had expired.
	 */
	public void recordLost() {
		this.lost.increment();
	}

	/**
	 * The counts of this moment. Not a consistent snapshot while others count.
	 * @return the counts
	 */
	public Counts counts() {
		return new Counts(this.created.sum(), this.found.sum(), this.missing.sum(), this.merged.sum(),
				this.undecodable.sum(), this.skipped.sum(), this.lost.sum());
	}

	/**
	 * What was counted.
	 *
	 * @param created sessions stored for the first time
	 * @param found sessions found
	 * @param missing sessions asked for and not found
	 * @param merged saves that met another request's change; both were kept
	 * @param undecodable attributes that could not be read
	 * @param skipped saves without a write, as nothing had changed
	 * @param lost saves dropped, as their session was gone
	 */
	public record Counts(long created, long found, long missing, long merged, long undecodable, long skipped,
			long lost) {
	}

}
