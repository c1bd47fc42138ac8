package dev.cachepatterns.journal.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.journal.Scheduler;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;

/**
 * Reads the table again and again, and does the work that writers have left.
 */
final class Poller {

	private static final Log logger = LogFactory.getLog(JdbcJournal.class);

	/**
	 * Rows that one poll reads. While there are more, nothing is trusted.
	 */
	static final int ROWS = 10_000;

	private final JournalRows rows;

	private final JdbcJournal journal;

	private final Scheduler scheduler;

	private final LongSupplier nanoTime;

	private volatile Seen seen = Seen.NOTHING_YET;

	private boolean running;

	private boolean failing;

	Poller(JournalRows rows, JdbcJournal journal, Collaborators collaborators) {
		this.rows = rows;
		this.journal = journal;
		this.scheduler = collaborators.polls();
		this.nanoTime = collaborators.nanoTime();
	}

	Seen seen() {
		return this.seen;
	}

	synchronized void start() {
		this.running = true;
		this.scheduler.schedule(this::run, Duration.ZERO);
	}

	synchronized void stop() {
		this.running = false;
		attempt();
		this.rows.disconnect();
		this.seen = Seen.NOTHING_YET;
	}

	private synchronized void run() {
		if (this.running) {
			long began = this.nanoTime.getAsLong();
			attempt();
			Duration took = Duration.ofNanos(this.nanoTime.getAsLong() - began);
			Duration rest = this.journal.settings().interval().minus(took);
			this.scheduler.schedule(this::run, rest.isNegative() ? Duration.ZERO : rest);
		}
	}

	private void attempt() {
		try {
			poll();
			if (this.failing) {
				this.failing = false;
				logger.info("The journal of cache-patterns can be read again: the cache is trusted");
			}
		}
		catch (RuntimeException ex) {
			if (!this.failing) {
				this.failing = true;
				logger.warn("The journal of cache-patterns cannot be read: after %d ms nothing is served from the cache"
					.formatted(this.journal.settings().bound().toMillis()), ex);
			}
		}
	}

	synchronized void poll() {
		boolean done = false;
		Work work = this.journal.work();
		List<Debt> confirmed = Work.take(work.confirmed);
		try {
			each(work.finished, (ids) -> {
				this.rows.delete(ids);
				this.journal.forget(ids);
			});
			each(work.released, this.rows::release);
			each(work.late, (rows) -> rows.forEach(this::insert));
			long began = this.nanoTime.getAsLong();
			apply(began, this.rows.select(ROWS + 1));
			confirmed.forEach(this.journal::release);
			done = true;
		}
		finally {
			if (!done) {
				work.confirmed.addAll(confirmed);
				this.rows.disconnect();
			}
		}
	}

	private void insert(Row row) {
		try {
			this.rows.insertLate(row);
		}
		catch (DuplicateKeyException ex) {
			// An earlier insertion has succeeded, and its answer or a later one was lost
			logger.debug("A row of the journal is there already", ex);
		}
	}

	private static <T> void each(Queue<T> queue, Consumer<List<T>> step) {
		List<T> taken = Work.take(queue);
		try {
			if (!taken.isEmpty()) {
				step.accept(taken);
			}
		}
		catch (DataAccessException ex) {
			queue.addAll(taken);
			throw ex;
		}
	}

	private void apply(long began, List<Row> rows) {
		Set<Debt> owed = new HashSet<>();
		List<Row> ripe = new ArrayList<>();
		for (Row row : rows) {
			if (!this.journal.isOurs(row)) {
				owed.add(row.debt());
				if (!row.held()) {
					ripe.add(row);
				}
			}
		}
		this.seen = new Seen(began, owed, rows.size() <= ROWS, rows.size());
		this.journal.replay().offer(ripe);
	}

}
