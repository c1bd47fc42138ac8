package dev.cachepatterns.journal.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.journal.Holds;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.store.StoreKey;

/**
 * The journal in a table of the application's database, which all its instances poll.
 * <p>
 * A write that cannot tell the cache inserts its keys in its own transaction. From its
 * commit on no instance trusts them for longer than the bound: each poll tells them, and
 * an instance whose last poll began longer ago than the bound trusts nothing. Whichever
 * instance reaches the cache makes them good and deletes the rows.
 * <p>
 * Costs one connection of its own for each instance, and on it one select of a table that
 * is almost always empty every 40 % of the bound (ten a second at 250 ms). A read pays
 * one {@link System#nanoTime}.
 */
public final class JdbcJournal implements Journal {

	private final JournalRows rows;

	private final Holds holds = new Holds();

	private final Set<Long> ours = ConcurrentHashMap.newKeySet();

	private final Work work = new Work();

	private final Poller poller;

	private final RowReplay replay;

	private final Settings settings;

	private final Collaborators collaborators;

	/**
	 * A journal, not yet polled: it trusts nothing.
	 * @param application the application's connections, of which writers insert
	 * @param polls where the one connection of the polls comes from
	 * @param settings what was chosen
	 * @param collaborators what it needs
	 */
	public JdbcJournal(DataSource application, DataSource polls, Settings settings, Collaborators collaborators) {
		this(new JournalTable(application, polls, settings.application(), settings.intentTimeout()), settings,
				collaborators);
	}

	JdbcJournal(JournalRows rows, Settings settings, Collaborators collaborators) {
		this.rows = rows;
		this.settings = settings;
		this.collaborators = collaborators;
		this.replay = new RowReplay(collaborators, this::finish);
		this.poller = new Poller(rows, this, collaborators);
	}

	@Override
	public boolean covers(StoreKey key) {
		Seen seen = this.poller.seen();
		return this.collaborators.nanoTime().getAsLong() - seen.began() <= this.settings.bound().toNanos()
				&& seen.covers(key) && this.holds.covers(key);
	}

	@Override
	public boolean notesAnnounced() {
		return this.settings.all();
	}

	@Override
	public Note note(Collection<Debt> unannounced, Collection<Debt> announced) {
		return new Written(unannounced, this.settings.all() ? announced : List.of());
	}

	@Override
	public void owe(Debt debt, Outcome outcome) {
		if (outcome != Outcome.ROLLED_BACK) {
			this.holds.hold(debt);
			insertLater(debt, outcome == Outcome.UNKNOWN);
		}
	}

	@Override
	public Counts counts() {
		return new Counts(this.poller.seen().waiting(), this.replay.replayed());
	}

	/**
	 * Polls once.
	 * @throws org.springframework.dao.DataAccessException if the table cannot be read
	 */
	public void poll() {
		this.poller.poll();
	}

	/**
	 * Begins to poll.
	 */
	public void start() {
		this.poller.start();
	}

	/**
	 * Ends polling, after a last poll that leaves no work behind.
	 */
	public void stop() {
		this.poller.stop();
	}

	Settings settings() {
		return this.settings;
	}

	Work work() {
		return this.work;
	}

	RowReplay replay() {
		return this.replay;
	}

	boolean isOurs(Row row) {
		return this.ours.contains(row.id());
	}

	void forget(Collection<Long> ids) {
		ids.forEach(this.ours::remove);
	}

	void release(Debt debt) {
		this.holds.release(debt);
	}

	private void finish(long id) {
		this.ours.add(id);
		this.work.finished.add(id);
	}

	private void insertLater(Debt debt, boolean held) {
		this.work.late.add(new Row(this.settings.ids().getAsLong(), debt, held));
		this.work.confirmed.add(debt);
	}

	/**
	 * What was chosen.
	 *
	 * @param application whose rows these are, of all that share the table
	 * @param bound time after which an instance that has not polled trusts nothing
	 * @param intentTimeout time that a write may take
	 * @param all whether every write is noted
	 * @param ids source of random numbers
	 */
	public record Settings(String application, Duration bound, Duration intentTimeout, boolean all, LongSupplier ids) {

		Duration interval() {
			return this.bound.multipliedBy(2).dividedBy(5);
		}

	}

	/**
	 * What one write has in the table.
	 */
	private final class Written implements Note {

		private final Map<Debt, Row> open = new LinkedHashMap<>();

		Written(Collection<Debt> unannounced, Collection<Debt> announced) {
			Set<Debt> all = new HashSet<>(unannounced);
			all.addAll(announced);
			Debt.collapse(all)
				.forEach((debt, members) -> this.open.put(debt, new Row(JdbcJournal.this.settings.ids().getAsLong(),
						debt, members.stream().noneMatch(unannounced::contains))));
			this.open.forEach((debt, row) -> {
				JdbcJournal.this.ours.add(row.id());
				JdbcJournal.this.holds.hold(debt);
			});
			boolean inserted = false;
			try {
				JdbcJournal.this.rows.insert(this.open.values());
				inserted = true;
			}
			finally {
				if (!inserted) {
					end(Outcome.ROLLED_BACK);
				}
			}
		}

		@Override
		public synchronized void settle(Debt debt) {
			Row row = this.open.remove(debt);
			if (row != null) {
				finish(row.id());
				release(debt);
			}
		}

		@Override
		public void awaitSeen() {
			if (JdbcJournal.this.settings.all() && untold()) {
				try {
					// Who has not polled until then serves nothing
					JdbcJournal.this.collaborators.pause().last(JdbcJournal.this.settings.bound());
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		}

		private synchronized boolean untold() {
			// Announced ones too: where an intent was evicted, an old value may stand
			// again
			return !this.open.isEmpty();
		}

		@Override
		public synchronized void end(Outcome outcome) {
			List<Row> unsettled = new ArrayList<>(this.open.values());
			this.open.clear();
			if (outcome == Outcome.ROLLED_BACK) {
				unsettled.forEach((row) -> {
					finish(row.id());
					release(row.debt());
				});
				return;
			}
			for (Row row : unsettled) {
				JdbcJournal.this.ours.remove(row.id());
				if (outcome == Outcome.UNKNOWN) {
					insertLater(row.debt(), true);
				}
				else {
					JdbcJournal.this.work.released.add(row.id());
					JdbcJournal.this.work.confirmed.add(row.debt());
				}
			}
		}

	}

}
