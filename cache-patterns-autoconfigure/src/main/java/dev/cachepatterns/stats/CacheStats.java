package dev.cachepatterns.stats;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts of one cache in this JVM since its start. Counting never blocks.
 */
public final class CacheStats {

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	private final LongAdder puts = new LongAdder();

	private final LongAdder evictions = new LongAdder();

	private final LongAdder undecodable = new LongAdder();

	private final LongAdder rejected = new LongAdder();

	private final LongAdder leases = new LongAdder();

	private final LongAdder lostLeases = new LongAdder();

	private final LongAdder waits = new LongAdder();

	private final LongAdder refusedFills = new LongAdder();

	private final LongAdder overlaps = new LongAdder();

	private final LongAdder refreshes = new LongAdder();

	private final LongAdder failedLoads = new LongAdder();

	private final LongAdder staleHits = new LongAdder();

	private final LongAdder fallbacks = new LongAdder();

	private final LongAdder joinedFallbacks = new LongAdder();

	private final LongAdder rejectedFallbacks = new LongAdder();

	private final LongAdder loads = new LongAdder();

	private final LongAdder loadNanos = new LongAdder();

	/**
	 * A read was answered by the cache.
	 */
	public void recordHit() {
		this.hits.increment();
	}

	/**
	 * A read was not answered by the cache.
	 */
	public void recordMiss() {
		this.misses.increment();
	}

	/**
	 * A value was stored, by a fill or a write.
	 */
	public void recordPut() {
		this.puts.increment();
	}

	/**
	 * An entry, or with a clear the whole cache, was removed before its time to live.
	 */
	public void recordEviction() {
		this.evictions.increment();
	}

	/**
	 * Stored bytes could not be turned into a value, which made the read a miss.
	 */
	public void recordUndecodable() {
		this.undecodable.increment();
	}

	/**
	 * The backend refused a value, which is not cached.
	 */
	public void recordRejected() {
		this.rejected.increment();
	}

	/**
	 * A reader has taken the lease of a missing value.
	 */
	public void recordLease() {
		this.leases.increment();
	}

	/**
	 * A reader has missed, and another one was faster to take the lease.
	 */
	public void recordLostLease() {
		this.lostLeases.increment();
	}

	/**
	 * A call has waited for the value that another one was loading.
	 */
	public void recordWait() {
		this.waits.increment();
	}

	/**
	 * A loaded value was not stored, as a write has come in between.
	 */
	public void recordRefusedFill() {
		this.refusedFills.increment();
	}

	/**
	 * A written value was not stored, as another writer or a clear has come in between.
	 */
	public void recordOverlap() {
		this.overlaps.increment();
	}

	/**
	 * A value is loaded anew while it is served.
	 */
	public void recordRefresh() {
		this.refreshes.increment();
	}

	/**
	 * A missing value, or a new one, could not be loaded.
	 */
	public void recordFailedLoad() {
		this.failedLoads.increment();
	}

	/**
	 * A value was served that is no longer fresh.
	 */
	public void recordStaleHit() {
		this.staleHits.increment();
	}

	/**
	 * The cache is out: a call has loaded its value.
	 */
	public void recordFallback() {
		this.fallbacks.increment();
	}

	/**
	 * The cache is out: a call has got the value that another one has loaded.
	 */
	public void recordJoinedFallback() {
		this.joinedFallbacks.increment();
	}

	/**
	 * The cache is out, and a call was not allowed to load its value.
	 */
	public void recordRejectedFallback() {
		this.rejectedFallbacks.increment();
	}

	/**
	 * A missing value was loaded from where the cache does not reach.
	 * @param nanos how long it took, in nanoseconds
	 */
	public void recordLoad(long nanos) {
		this.loads.increment();
		this.loadNanos.add(nanos);
	}

	/**
	 * The counts of this moment. Not a consistent snapshot while others count.
	 * @return the counts
	 */
	public Counts counts() {
		return new Counts(this.hits.sum(), this.misses.sum(), this.puts.sum(), this.evictions.sum(),
				this.undecodable.sum(), this.rejected.sum(), this.leases.sum(), this.lostLeases.sum(), this.waits.sum(),
				this.refusedFills.sum(), this.overlaps.sum(), this.refreshes.sum(), this.failedLoads.sum(),
				this.staleHits.sum(), this.fallbacks.sum(), this.joinedFallbacks.sum(), this.rejectedFallbacks.sum(),
				this.loads.sum(), this.loadNanos.sum());
	}

	/**
	 * What was counted.
	 *
	 * @param hits reads that the cache answered
	 * @param misses reads that it did not
	 * @param puts values stored
	 * @param evictions entries removed before their time to live, by a call or for size;
	 * a clear counts once
	 * @param undecodable misses because the stored bytes could not be read
	 * @param rejected values that the backend refused, too large ones above all
	 * @param leases missing values of which a reader took the lease
	 * @param lostLeases misses where another reader was faster
	 * @param waits calls that waited for the value that another one was loading
	 * @param refusedFills loaded values not stored, as a write came in between
	 * @param overlaps written values not stored, as another writer or a clear came in
	 * between
	 * @param refreshes values loaded anew while they were served
	 * @param failedLoads loads that failed
	 * @param staleHits reads answered with a value that was no longer fresh
	 * @param fallbacks calls that loaded their value as the cache was out
	 * @param joinedFallbacks calls that got a value of those
	 * @param rejectedFallbacks calls that were not allowed to load then
	 * @param loads values loaded after a miss
	 * @param loadNanos time spent loading, in nanoseconds
	 */
	public record Counts(long hits, long misses, long puts, long evictions, long undecodable, long rejected,
			long leases, long lostLeases, long waits, long refusedFills, long overlaps, long refreshes,
			long failedLoads, long staleHits, long fallbacks, long joinedFallbacks, long rejectedFallbacks, long loads,
			long loadNanos) {
	}

}
