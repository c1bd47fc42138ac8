package dev.cachepatterns.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.pattern.Timeouts;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What readers and writers of one key owe each other.
 *
 * @param leaseTimeout time that a reader has to load a missing value: a value that takes
 * longer is not stored, and after a reader that died its key is not cached for so long;
 * 1s to 1h
 * @param waitBudget time that a call with sync = true, or with a loader, waits for the
 * value that another instance is loading, before it loads for itself; 0 to 1m
 * @param intentTimeout time that a commit may take: after a writer that died in it,
 * readers of what it wrote go to the database for so long; 1s to 1h
 * @param replicaLag for methods that read from a replica of the database: how far it may
 * be behind. For so long after a write nothing of its key is stored; 0 to 1h
 * @param onUnreachable what becomes of a write that cannot tell the cache
 * @param journal where it is remembered what the cache has not been told: with jdbc
 * nothing is served from the cache while the database cannot be reached
 * @param journalBound time after which no instance serves what a write has made old that
 * is in the journal; 50ms to 10s, and the table is read every 40 % of it
 * @param journalWrites which writes are in the journal
 * @param jdbc where the journal is
 */
public record ConsistencyProperties(@DefaultValue("10s") Duration leaseTimeout, @DefaultValue("1s") Duration waitBudget,
		@DefaultValue("30s") Duration intentTimeout, @DefaultValue("0s") Duration replicaLag,
		@DefaultValue("proceed") OnUnreachable onUnreachable, @DefaultValue("none") JournalType journal,
		@DefaultValue("250ms") Duration journalBound, @DefaultValue("unreachable") JournalWrites journalWrites,
		@DefaultValue Jdbc jdbc) {

	private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

	Timeouts timeouts(Duration loadRetry) {
		return new Timeouts(this.leaseTimeout, SHORTEST_LEASE, this.waitBudget, this.intentTimeout, loadRetry,
				this.replicaLag);
	}

	/**
	 * What becomes of a write that cannot tell the cache.
	 */
	public enum OnUnreachable {

		/**
		 * It is made, and what it made old is invalidated later.
		 */
		PROCEED,

		/**
		 * It fails, and its transaction is rolled back.
		 */
		REJECT

	}

	/**
	 * Where it is remembered what the cache has not been told.
	 */
	public enum JournalType {

		/**
		 * In the memory of this JVM, lost with it and not known to others.
		 */
		NONE,

		/**
		 * In a table of the application's database, in the transaction of the write.
		 */
		JDBC

	}

	/**
	 * Which writes are in the journal.
	 */
	public enum JournalWrites {

		/**
		 * Those that could not tell the cache.
		 */
		UNREACHABLE,

		/**
		 * All, until the cache has acknowledged their end: for a server that loses what
		 * it has acknowledged, and writers that die at that moment. One insert and one
		 * delete for each key of a write.
		 */
		ALL

	}

	/**
	 * Where the journal is.
	 *
	 * @param dataSource name of the DataSource bean whose transactions write; without it
	 * the only or the primary one
	 * @param initializeSchema when the table is created at the start
	 */
	public record Jdbc(@Nullable String dataSource, @DefaultValue("embedded") InitializeSchema initializeSchema) {

		/**
		 * When the table is created.
		 */
		public enum InitializeSchema {

			/**
			 * In an embedded database.
			 */
			EMBEDDED,

			/**
			 * In every database, if it is not there.
			 */
			ALWAYS,

			/**
			 * Not by this library: for Flyway and Liquibase.
			 */
			NEVER

		}

	}

}
