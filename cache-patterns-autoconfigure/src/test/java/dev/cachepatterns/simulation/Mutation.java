package dev.cachepatterns.simulation;

/**
 * A deliberate mistake in the protocol. Production code has no switches: mistakes of the
 * store are in {@link MutatedStore}, those of its callers in {@link MutatedPrograms}.
 * <p>
 * Not here, as they only lose cached work: a lease over a live value or over another's
 * lease (what is loaded is loaded after it), an entry that counts a repeated entry as an
 * overlap, an intent that becomes dirty on leaving only (leaving always makes it so).
 */
enum Mutation {

	/**
	 * The production code as it is.
	 */
	NONE,

	/**
	 * The store that makes mistakes, making none: nothing may be caught.
	 */
	CONTROL,

	/**
	 * A fill is a plain set.
	 */
	FILL_WITHOUT_COMPARE,

	/**
	 * A fill stores also where its lease is gone and nothing stands.
	 */
	FILL_OVER_NOTHING,

	/**
	 * A fill takes any lease for its own.
	 */
	FILL_OVER_ANOTHERS_LEASE,

	/**
	 * A fill stores under the generation of its own moment.
	 */
	FILL_UNDER_NEW_GENERATION,

	/**
	 * A read takes no lease; its fill stores where nothing stands.
	 */
	FILL_WITHOUT_LEASE,

	/**
	 * A compare takes any entry for the expected one.
	 */
	REPLACE_WITHOUT_STAMP,

	/**
	 * A lease is taken over a live intent.
	 */
	LEASE_OVER_INTENT,

	/**
	 * A read does not look at the generation.
	 */
	SERVE_DEAD_GENERATION,

	/**
	 * A writer announces itself only where nothing stands.
	 */
	ENTER_KEEPS_ENTRY,

	/**
	 * A writer puts its intent over those of others.
	 */
	ENTER_FORGETS_OTHERS,

	/**
	 * Nothing makes an intent dirty.
	 */
	NEVER_DIRTY,

	/**
	 * The last writer publishes, dirty or not.
	 */
	PUBLISH_WHEN_DIRTY,

	/**
	 * The intent of those who stay is clean after one has left.
	 */
	DIRTY_LOST_ON_LEAVE,

	/**
	 * Writers past their time are forgotten without a trace.
	 */
	PRUNE_WITHOUT_DIRTY,

	/**
	 * A writer publishes under the generation of its exit.
	 */
	PUBLISH_UNDER_NEW_GENERATION,

	/**
	 * A writer whose intent is gone publishes where nothing stands.
	 */
	PUBLISH_WITHOUT_INTENT,

	/**
	 * A writer whose intent is gone publishes over what stands.
	 */
	PUBLISH_OVER_ENTRY,

	/**
	 * A writer publishes while others are in flight.
	 */
	PUBLISH_BESIDE_OTHERS,

	/**
	 * A writer whose intent is gone leaves what stands.
	 */
	LOST_TOKEN_KEEPS_ENTRY,

	/**
	 * A writer whose intent is gone ends that of others.
	 */
	LOST_TOKEN_ENDS_OTHERS,

	/**
	 * The first writer to leave ends the intent of all.
	 */
	LEAVE_ENDS_ALL,

	/**
	 * An invalidation removes a live intent.
	 */
	INVALIDATE_ENDS_INTENT,

	/**
	 * An invalidation does not make an intent dirty.
	 */
	INVALIDATE_WITHOUT_DIRTY,

	/**
	 * An invalidation removes values only.
	 */
	INVALIDATE_KEEPS_LEASE,

	/**
	 * A release removes whatever stands.
	 */
	RELEASE_WITHOUT_COMPARE,

	/**
	 * A clear leaves the generation as it was.
	 */
	CLEAR_WITHOUT_ROTATING,

	/**
	 * A clear does not announce itself.
	 */
	CLEAR_WITHOUT_INTENT,

	/**
	 * A clear ends those of others.
	 */
	CLEAR_ENDS_OTHERS,

	/**
	 * A reader makes a generation while a clear is in flight.
	 */
	CLEAR_LETS_READERS_IN,

	/**
	 * Generations are counted, and start again after an eviction.
	 */
	GENERATION_STARTS_AGAIN,

	/**
	 * A command that is sent again makes the same generation again.
	 */
	GENERATION_OF_THE_CALLER,

	/**
	 * A writer ends its intent before its commit.
	 */
	EXIT_BEFORE_COMMIT,

	/**
	 * A writer announces itself after its commit.
	 */
	ENTER_AFTER_COMMIT,

	/**
	 * A writer announces nothing, and puts its value.
	 */
	PUT_AFTER_COMMIT,

	/**
	 * A commit of unknown outcome is taken for a roll-back.
	 */
	UNKNOWN_IS_ROLLBACK,

	/**
	 * A writer publishes what it has rolled back.
	 */
	ROLLBACK_PUBLISHES,

	/**
	 * A writer clears the cache before its commit only.
	 */
	CLEAR_BEFORE_COMMIT,

	/**
	 * A read loads before it takes its lease.
	 */
	LOAD_BEFORE_LEASE,

	/**
	 * A write that could not be announced invalidates nothing.
	 */
	FAILED_INTENT_IS_FORGOTTEN,

	/**
	 * An invalidation that fails is not tried again.
	 */
	INVALIDATION_IS_NOT_RETRIED,

	/**
	 * An intent ends before the time of its writer.
	 */
	INTENT_SHORTER_THAN_ITS_WRITE,

	/**
	 * Stamps and tokens are not random.
	 */
	TOKENS_ARE_ALL_THE_SAME,

	/**
	 * A caller with a loader joins any load of its key in its JVM.
	 */
	JOINER_WITHOUT_TOKEN,

	/**
	 * A commit does not wait for the intent that travels while its method runs.
	 */
	EARLY_INTENT_IS_NOT_AWAITED,

	/**
	 * An intent may be over before the commit of its method.
	 */
	EARLY_INTENT_IS_NOT_RENEWED,

	/**
	 * A commit does not wait for the renewal of its intent.
	 */
	RENEWAL_IS_NOT_AWAITED,

	/**
	 * The time of an intent is taken only after it was sent.
	 */
	EARLY_TIME_BEGINS_LATE,

	/**
	 * An instance whose mode is {@code invalidate} announces no write.
	 */
	INVALIDATE_MODE_DOES_NOT_ENTER,

	/**
	 * An instance whose mode is {@code invalidate} serves hits.
	 */
	INVALIDATE_MODE_SERVES,

	/**
	 * A put if absent is a read, and a put.
	 */
	PUT_IF_ABSENT_OVERWRITES,

	/**
	 * Nobody knows that loads read a replica.
	 */
	REPLICA_LAG_IS_FORGOTTEN,

	/**
	 * An intent that nobody ends is over while a replica still lags behind its commit.
	 */
	INTENT_ENDS_BEFORE_THE_LAG;

	Program mutate(Program program) {
		return MutatedPrograms.mutate(this, program);
	}

}
