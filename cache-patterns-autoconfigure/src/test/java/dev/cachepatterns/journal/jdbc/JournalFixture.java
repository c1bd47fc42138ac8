package dev.cachepatterns.journal.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import javax.sql.DataSource;

import dev.cachepatterns.journal.FlakyStore;
import dev.cachepatterns.journal.ManualScheduler;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the contracts of the journal need.
 */
interface JournalFixture {

	Duration BOUND = Duration.ofMillis(250);

	Duration INTENT = Duration.ofSeconds(1);

	Region REGION = Region.of("tenant %00 \0 1", "names");

	/**
	 * The application's pool, on a database with the table.
	 */
	DataSource pool();

	/**
	 * Where polls connect.
	 */
	DataSource polls();

	default Instance instance(FlakyStore store) {
		return instance(store, false);
	}

	default Instance instance(FlakyStore store, boolean all) {
		ManualScheduler scheduler = new ManualScheduler();
		JdbcJournal.Settings settings = new JdbcJournal.Settings("app", BOUND, INTENT, all,
				() -> ThreadLocalRandom.current().nextLong());
		List<Duration> pauses = new ArrayList<>();
		return new Instance(
				new JdbcJournal(pool(), polls(), settings,
						new Collaborators(store.store(), scheduler, scheduler, scheduler, pauses::add)),
				scheduler, pauses);
	}

	default TransactionTemplate transactions() {
		return new TransactionTemplate(new JdbcTransactionManager(pool()));
	}

	default int rows() {
		return JdbcClient.create(pool())
			.sql("select count(*) from cache_patterns_journal")
			.query(Integer.class)
			.single();
	}

	static StoreKey key(int id) {
		return StoreKey.of(REGION, String.valueOf(id));
	}

	/**
	 * One instance of the application.
	 *
	 * @param journal its journal
	 * @param scheduler its threads and its time
	 * @param pauses how long its writers have waited
	 */
	record Instance(JdbcJournal journal, ManualScheduler scheduler, List<Duration> pauses) {

		/**
		 * Polls once, without the replay that may follow.
		 */
		Instance poll() {
			this.journal.poll();
			return this;
		}

		/**
		 * Replays what the last poll has found.
		 */
		void replay() {
			this.scheduler.run();
		}

		boolean covers(int id) {
			return this.journal.covers(key(id));
		}

	}

}
