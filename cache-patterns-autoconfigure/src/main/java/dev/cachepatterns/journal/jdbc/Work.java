package dev.cachepatterns.journal.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.cachepatterns.journal.Debt;

/**
 * What writers and replay leave to the next poll, which does it on its own connection.
 */
final class Work {

	/**
	 * Rows to be deleted.
	 */
	final Queue<Long> finished = new ConcurrentLinkedQueue<>();

	/**
	 * Rows whose writer is done.
	 */
	final Queue<Long> released = new ConcurrentLinkedQueue<>();

	/**
	 * Rows to be inserted.
	 */
	final Queue<Row> late = new ConcurrentLinkedQueue<>();

	/**
	 * Holds that end when a poll has begun after this, and what it saw is known.
	 */
	final Queue<Debt> confirmed = new ConcurrentLinkedQueue<>();

	/**
	 * Takes what is there.
	 */
	static <T> List<T> take(Queue<T> queue) {
		List<T> taken = new ArrayList<>();
		for (T next = queue.poll(); next != null; next = queue.poll()) {
			taken.add(next);
		}
		return taken;
	}

}
