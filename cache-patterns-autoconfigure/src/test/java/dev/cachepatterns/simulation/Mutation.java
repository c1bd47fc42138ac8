package dev.cachepatterns.simulation;

import dev.cachepatterns.journal.jdbc.SharedTable.Mistake;
import dev.cachepatterns.pattern.Mode;

/**
 * A deliberate mistake in the protocol. Production code has no switches: mistakes of the
 * store are in {@link MutatedStore}, those of its callers in {@link MutatedPrograms}.
 * <p>
 * Not here, as they only lose cached work: a lease over a live value or over another's
 * lease (what is loaded is loaded after it), a load anew before its claim (that is of
 * what was read before the load), an entry that counts a repeated entry as an overlap, an
 * intent that becomes dirty on leaving only (leaving always makes it so).
 */
enum Mutation {

	NONE("The production code as it is"),

	CONTROL("The store that makes mistakes, making none: nothing may be caught"),

	FILL_WITHOUT_COMPARE("A fill is a plain set"),

	FILL_OVER_NOTHING("A fill stores also where its lease is gone and nothing stands"),

	FILL_OVER_ANOTHERS_LEASE("A fill takes any lease for its own"),

	FILL_UNDER_NEW_GENERATION("A fill stores under the generation of its own moment"),

	FILL_WITHOUT_LEASE("A read takes no lease; its fill stores where nothing stands"),

	REPLACE_WITHOUT_STAMP("A compare takes any entry for the expected one"),

	LEASE_OVER_INTENT("A lease is taken over a live intent"),

	SERVE_DEAD_GENERATION("A read does not look at the generation"),

	ENTER_KEEPS_ENTRY("A writer announces itself only where nothing stands"),

	ENTER_FORGETS_OTHERS("A writer puts its intent over those of others"),

	NEVER_DIRTY("Nothing makes an intent dirty"),

	PUBLISH_WHEN_DIRTY("The last writer publishes, dirty or not"),

	DIRTY_LOST_ON_LEAVE("The intent of those who stay is clean after one has left"),

	PRUNE_WITHOUT_DIRTY("Writers past their time are forgotten without a trace"),

	PUBLISH_UNDER_NEW_GENERATION("A writer publishes under the generation of its exit"),

	PUBLISH_WITHOUT_INTENT("A writer whose intent is gone publishes where nothing stands"),

	PUBLISH_OVER_ENTRY("A writer whose intent is gone publishes over what stands"),

	PUBLISH_BESIDE_OTHERS("A writer publishes while others are in flight"),

	LOST_TOKEN_KEEPS_ENTRY("A writer whose intent is gone leaves what stands"),

	LOST_TOKEN_ENDS_OTHERS("A writer whose intent is gone ends that of others"),

	LEAVE_ENDS_ALL("The first writer to leave ends the intent of all"),

	INVALIDATE_ENDS_INTENT("An invalidation removes a live intent"),

	INVALIDATE_WITHOUT_DIRTY("An invalidation does not make an intent dirty"),

	INVALIDATE_KEEPS_LEASE("An invalidation removes values only"),

	RELEASE_WITHOUT_COMPARE("A release removes whatever stands"),

	CLEAR_WITHOUT_ROTATING("A clear leaves the generation as it was"),

	CLEAR_WITHOUT_INTENT("A clear does not announce itself"),

	CLEAR_ENDS_OTHERS("A clear ends those of others"),

	CLEAR_LETS_READERS_IN("A reader makes a generation while a clear is in flight"),

	GENERATION_STARTS_AGAIN("Generations are counted, and start again after an eviction"),

	GENERATION_OF_THE_CALLER("A command that is sent again makes the same generation again"),

	EXIT_BEFORE_COMMIT("A writer ends its intent before its commit"),

	ENTER_AFTER_COMMIT("A writer announces itself after its commit"),

	PUT_AFTER_COMMIT("A writer announces nothing, and puts its value"),

	UNKNOWN_IS_ROLLBACK("A commit of unknown outcome is taken for a roll-back"),

	ROLLBACK_PUBLISHES("A writer publishes what it has rolled back"),

	CLEAR_BEFORE_COMMIT("A writer clears the cache before its commit only"),

	LOAD_BEFORE_LEASE("A read loads before it takes its lease"),

	FAILED_INTENT_IS_FORGOTTEN("A write that could not be announced invalidates nothing"),

	INVALIDATION_IS_NOT_RETRIED("An invalidation that fails is not tried again"),

	INTENT_SHORTER_THAN_ITS_WRITE("An intent ends before the time of its writer"),

	TOKENS_ARE_ALL_THE_SAME("Stamps and tokens are not random"),

	FOREIGN_VALUE_STAYS("A writer leaves a value of another format as it is"),

	FOREIGN_VALUE_IS_NOT_ANNOUNCED(
			"A writer announces itself to no one where a value of another format stands, and ends it only when it leaves"),

	LOST_TOKEN_KEEPS_FOREIGN_VALUE("A writer whose intent is gone leaves a value of another format as it is"),

	INVALIDATE_KEEPS_FOREIGN_VALUE("An invalidation leaves a value of another format as it is"),

	JOINER_WITHOUT_TOKEN("A caller with a loader joins any load of its key in its JVM"),

	EARLY_INTENT_IS_NOT_AWAITED("A commit does not wait for the intent that travels while its method runs"),

	EARLY_INTENT_IS_NOT_RENEWED("An intent may be over before the commit of its method"),

	RENEWAL_IS_NOT_AWAITED("A commit does not wait for the renewal of its intent"),

	EARLY_TIME_BEGINS_LATE("The time of an intent is taken only after it was sent"),

	INVALIDATE_MODE_DOES_NOT_ENTER("An instance whose mode is 'invalidate' announces no write"),

	INVALIDATE_MODE_SERVES("An instance whose mode is 'invalidate' serves hits"),

	PUT_IF_ABSENT_OVERWRITES("A put if absent is a read, and a put"),

	REPLICA_LAG_IS_FORGOTTEN("Nobody knows that loads read a replica"),

	INTENT_ENDS_BEFORE_THE_LAG("An intent that nobody ends is over while a replica still lags behind its commit"),

	REFRESH_LOADS_BEFORE_ITS_READ("A value is loaded anew before the one is read that it takes the place of"),

	TAGS_ARE_NOT_CHECKED("A hit is served whatever has become of its tags"),

	TAGS_AFTER_THE_LOAD("A read notes the tags of what it loads after the load"),

	TAGS_AT_THE_EXIT("A writer notes the tags of its value after the commit"),

	TAG_EVICTED_BEFORE_COMMIT("A writer evicts a tag before its commit only"),

	TAG_STARTS_AGAIN("A tag gets the stamp again that it had before it was evicted"),

	ASYNC_LOAD_BEFORE_LEASE("A caller that does not block loads before it has its lease"),

	JOURNAL_IS_NOT_ASKED("A read trusts what is owed"),

	JOURNAL_IS_ASKED_AFTERWARDS_ONLY(
			"A read asks the journal only when it has its answer, which may have been paid since"),

	OWED_IS_FORGOTTEN("What could not be invalidated is not replayed"),

	UNKNOWN_IS_OWED_AT_ONCE("What may yet be committed is replayed before"),

	FAILED_INVALIDATION_IS_SETTLED("An invalidation that fails counts as made"),

	REJECTED_WRITE_COMMITS("A write that has to be rejected is committed"),

	POLL_IS_TRUSTED_TOO_LONG("A poll is trusted for longer than the bound"),

	NOTE_IS_COMMITTED_BEFORE_ITS_WRITE("A note is not part of the transaction, and replayed before its commit"),

	NOTE_IS_COMMITTED_AFTER_ITS_WRITE("A note is not part of the transaction, and lost with a JVM that dies"),

	HOLD_OF_A_NOTE_IS_FORGOTTEN("A note of a write that has no transaction is replayed while it is made"),

	ROW_IS_DELETED_BEFORE_IT_IS_PAID("A row is deleted when it is read, before its invalidation is acknowledged"),

	BOUND_IS_NOT_AWAITED("A write whose instances have to know of it does not wait for the bound"),

	ONLY_UNANNOUNCED_IS_AWAITED("A write that was announced does not wait for the bound, though its end has failed"),

	ANNOUNCED_IS_NOT_NOTED("Where every write is noted, those are not that were announced"),

	OFF_IS_NOT_CLEARED("A cache that was off is used again as it was");

	private final String mistake;

	Mutation(String mistake) {
		this.mistake = mistake;
	}

	/**
	 * What goes wrong.
	 */
	String mistake() {
		return this.mistake;
	}

	/**
	 * Whether it shows only where the backend cannot be reached for some time.
	 */
	boolean isOfJournal() {
		return compareTo(JOURNAL_IS_NOT_ASKED) >= 0;
	}

	/**
	 * Whether it shows only where the journal is in the database.
	 */
	boolean isOfTable() {
		return compareTo(POLL_IS_TRUSTED_TOO_LONG) >= 0;
	}

	/**
	 * Whether it shows only where every write is noted.
	 */
	private boolean isOfAllWrites() {
		return this == BOUND_IS_NOT_AWAITED || this == ONLY_UNANNOUNCED_IS_AWAITED || this == ANNOUNCED_IS_NOT_NOTED;
	}

	/**
	 * The settings with which it is tried.
	 */
	Policy policy() {
		return isOfAllWrites() ? Policy.JDBC_ALL : Policy.JDBC;
	}

	/**
	 * What the table of the journal does wrong.
	 */
	Mistake ofTable() {
		return switch (this) {
			case NOTE_IS_COMMITTED_BEFORE_ITS_WRITE -> Mistake.INSERTS_BEFORE_THE_COMMIT;
			case NOTE_IS_COMMITTED_AFTER_ITS_WRITE -> Mistake.INSERTS_AFTER_THE_COMMIT;
			case HOLD_OF_A_NOTE_IS_FORGOTTEN -> Mistake.FORGETS_HOLDS;
			case ROW_IS_DELETED_BEFORE_IT_IS_PAID -> Mistake.DELETES_WHAT_IT_READS;
			default -> Mistake.NONE;
		};
	}

	/**
	 * The mode that a cache believes it has.
	 */
	Mode mutate(Mode mode) {
		boolean serves = this == INVALIDATE_MODE_SERVES;
		return serves ? Mode.ON : (this == OFF_IS_NOT_CLEARED && mode == Mode.OFF) ? Mode.INVALIDATE : mode;
	}

	Program mutate(Program program) {
		return MutatedPrograms.mutate(this, program);
	}

}
