package dev.cachepatterns.journal.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.journal.jdbc.JdbcJournal.Settings;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The table of the journal in a simulated database: what production code finds in place
 * of {@link JournalTable}, whose statements are tested on real ones.
 */
public final class SharedTable {

	private final Map<Long, Stored> rows = new LinkedHashMap<>();

	private final Statements statements;

	private final LongSupplier millis;

	private final Mistake mistake;

	/**
	 * An empty table.
	 * @param statements runs what is done to it
	 * @param millis the time of the database
	 * @param mistake what it does wrong
	 */
	public SharedTable(Statements statements, LongSupplier millis, Mistake mistake) {
		this.statements = statements;
		this.millis = millis;
		this.mistake = mistake;
	}

	/**
	 * The journal of an instance.
	 */
	public JdbcJournal journal(int instance, Settings settings, Collaborators collaborators) {
		return new JdbcJournal(new Rows(instance, settings.intentTimeout().toMillis()), settings, collaborators);
	}

	public boolean isEmpty() {
		return this.rows.isEmpty();
	}

	/**
	 * When the last hold of a row is over.
	 */
	public long lastDue() {
		return this.rows.values().stream().mapToLong(Stored::due).max().orElse(0);
	}

	/**
	 * Begins a transaction of the calling thread.
	 */
	public void begin() {
		TransactionSynchronizationManager.bindResource(this, new ArrayList<Stored>());
	}

	/**
	 * Ends the transaction of the calling thread.
	 * @return what its commit does to the table, and when it is done
	 */
	@SuppressWarnings("unchecked")
	public Commit end() {
		List<Stored> uncommitted = (List<Stored>) TransactionSynchronizationManager.unbindResource(this);
		return new Commit(!uncommitted.isEmpty() && this.mistake == Mistake.INSERTS_AFTER_THE_COMMIT,
				() -> uncommitted.forEach((row) -> this.rows.put(row.id(), row)));
	}

	/**
	 * What a commit does.
	 *
	 * @param late whether that is, by mistake, not done in the same moment
	 * @param effect what is done
	 */
	public record Commit(boolean late, Runnable effect) {
	}

	/**
	 * Runs statements.
	 */
	public interface Statements {

		/**
		 * Runs a statement of a writer.
		 */
		<T> T ofWriter(String name, Supplier<T> effect);

		/**
		 * Runs a statement on the connection of an instance's polls.
		 */
		<T> T ofPolls(int instance, String name, Supplier<T> effect);

	}

	/**
	 * A deliberate mistake.
	 */
	public enum Mistake {

		/**
		 * None.
		 */
		NONE,

		/**
		 * A note is committed before its write, and not held.
		 */
		INSERTS_BEFORE_THE_COMMIT,

		/**
		 * A note is committed after its write.
		 */
		INSERTS_AFTER_THE_COMMIT,

		/**
		 * What is read is deleted, before it is made good.
		 */
		DELETES_WHAT_IT_READS,

		/**
		 * Nobody is known to be at work on a row.
		 */
		FORGETS_HOLDS

	}

	/**
	 * A row, with the time of the database at which its hold is over.
	 */
	private record Stored(long id, Debt debt, long due) {
	}

	/**
	 * The table, as an instance reaches it.
	 */
	private final class Rows implements JournalRows {

		private final int instance;

		private final long hold;

		Rows(int instance, long hold) {
			this.instance = instance;
			this.hold = hold;
		}

		private Stored stored(Row row, boolean held) {
			return new Stored(row.id(), row.debt(), SharedTable.this.millis.getAsLong() + (held ? this.hold : 0));
		}

		@Override
		@SuppressWarnings("unchecked")
		public void insert(Collection<Row> rows) {
			boolean joined = TransactionSynchronizationManager.isActualTransactionActive();
			boolean early = joined && SharedTable.this.mistake == Mistake.INSERTS_BEFORE_THE_COMMIT;
			SharedTable.this.statements.ofWriter("insert " + rows, () -> {
				if (joined && !early) {
					List<Stored> uncommitted = (List<Stored>) TransactionSynchronizationManager
						.getResource(SharedTable.this);
					rows.forEach((row) -> uncommitted.add(stored(row, row.held())));
				}
				else {
					rows.forEach((row) -> SharedTable.this.rows.put(row.id(), stored(row, !early)));
				}
				return joined;
			});
		}

		@Override
		public void insertLate(Row row) {
			polls("insert " + row, () -> {
				if (SharedTable.this.rows.containsKey(row.id())) {
					throw new DuplicateKeyException("It is there");
				}
				return SharedTable.this.rows.put(row.id(), stored(row, row.held()));
			});
		}

		@Override
		public List<Row> select(int limit) {
			return polls("select", () -> {
				long now = SharedTable.this.millis.getAsLong();
				boolean forgets = SharedTable.this.mistake == Mistake.FORGETS_HOLDS;
				List<Row> read = SharedTable.this.rows.values()
					.stream()
					.limit(limit)
					.map((row) -> new Row(row.id(), row.debt(), row.due() > now && !forgets))
					.toList();
				if (SharedTable.this.mistake == Mistake.DELETES_WHAT_IT_READS) {
					SharedTable.this.rows.values().removeIf((row) -> row.due() <= now);
				}
				return read;
			});
		}

		@Override
		public void release(List<Long> ids) {
			polls("release " + ids, () -> {
				ids.forEach((id) -> SharedTable.this.rows.computeIfPresent(id,
						(same, row) -> new Stored(same, row.debt(), SharedTable.this.millis.getAsLong())));
				return true;
			});
		}

		@Override
		public void delete(List<Long> ids) {
			polls("delete " + ids, () -> SharedTable.this.rows.keySet().removeAll(ids));
		}

		private <T> T polls(String name, Supplier<T> effect) {
			return SharedTable.this.statements.ofPolls(this.instance, name, effect);
		}

		@Override
		public void disconnect() {
			// The next statement makes a new one
		}

	}

}
