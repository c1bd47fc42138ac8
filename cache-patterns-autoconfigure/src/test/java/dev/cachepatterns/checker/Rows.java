package dev.cachepatterns.checker;

import java.util.concurrent.ThreadLocalRandom;

import dev.cachepatterns.checker.Event.Kind;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The table, without a cache.
 */
final class Rows {

	private final ThreadLocal<Integer> loads = ThreadLocal.withInitial(() -> 0);

	private final JdbcClient database;

	private final String update;

	private final Steps steps;

	private final EventLog log;

	/**
	 * A table.
	 * @param database where it is
	 * @param h2 whether that is H2, else PostgreSQL
	 * @param steps where threads pause
	 * @param log gets loads and commits
	 */
	Rows(JdbcClient database, boolean h2, Steps steps, EventLog log) {
		this.database = database;
		String set = "update item set version = version + ? where id = ?";
		this.update = h2 ? "select version from final table (" + set + ")" : set + " returning version";
		this.steps = steps;
		this.log = log;
	}

	/**
	 * Number of loads of the calling thread.
	 */
	int loads() {
		return this.loads.get();
	}

	long version(long id) {
		return this.database.sql("select version from item where id = ?").param(id).query(Long.class).single();
	}

	/**
	 * Reads a row for itself.
	 */
	void look(long id) {
		version(id);
		this.steps.at(Step.LOOKED);
	}

	Item load(long id) {
		long begin = System.nanoTime();
		this.loads.set(this.loads.get() + 1);
		Item item = new Item(id, version(id));
		this.steps.at(Step.LOADED);
		this.log.add(new Event(Kind.LOAD, Way.FIND, (int) id, item.version(), begin, System.nanoTime()));
		return item;
	}

	/**
	 * Writes a row that is going to be committed.
	 */
	Item write(long id) {
		return write(id, Step.COMMITTED);
	}

	/**
	 * Writes a row.
	 * @param id the row
	 * @param next the step after the commit
	 */
	Item write(long id, Step next) {
		long begin = System.nanoTime();
		Item item = new Item(id, update(id, 1));
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			TransactionSynchronizationManager.registerSynchronization(new Commit(item, next));
		}
		else {
			committed(item, begin, next);
		}
		return item;
	}

	/**
	 * Writes a row that is going to be rolled back.
	 */
	Item writeInVain(long id) {
		return new Item(id, update(id, Item.ROLLED_BACK + ThreadLocalRandom.current().nextInt(1000)));
	}

	private long update(long id, long difference) {
		return this.database.sql(this.update).param(difference).param(id).query(Long.class).single();
	}

	private void committed(Item item, long begin, Step next) {
		this.log
			.add(new Event(Kind.COMMIT, Way.WRITE_THROUGH, (int) item.id(), item.version(), begin, System.nanoTime()));
		this.steps.at(next);
	}

	/**
	 * Pauses before and after a commit, where the caches' own synchronizations are done
	 * with the one, and not yet come to the other.
	 */
	private final class Commit implements TransactionSynchronization {

		private final Item item;

		private final Step next;

		private long begin;

		Commit(Item item, Step next) {
			this.item = item;
			this.next = next;
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

		@Override
		public void beforeCompletion() {
			Rows.this.steps.at(Step.ENTERED);
			this.begin = System.nanoTime();
		}

		@Override
		public void afterCommit() {
			committed(this.item, this.begin, this.next);
		}

	}

}
