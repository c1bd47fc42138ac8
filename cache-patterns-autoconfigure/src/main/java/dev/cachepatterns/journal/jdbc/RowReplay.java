package dev.cachepatterns.journal.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.journal.Replay;
import dev.cachepatterns.journal.Scheduler;

/**
 * Makes the rows good that a poll has found. One round at a time, in random order, so
 * that instances which find the same rows divide most of them between them.
 */
final class RowReplay {

	private final AtomicBoolean busy = new AtomicBoolean();

	private final LongAdder replayed = new LongAdder();

	private final Replay replay;

	private final Scheduler scheduler;

	private final LongConsumer acknowledged;

	RowReplay(Collaborators collaborators, LongConsumer acknowledged) {
		this.replay = new Replay(collaborators.store());
		this.scheduler = collaborators.replays();
		this.acknowledged = acknowledged;
	}

	long replayed() {
		return this.replayed.sum();
	}

	/**
	 * Starts a round, unless one is running or the last one has failed a moment ago.
	 */
	void offer(List<Row> rows) {
		if (!rows.isEmpty() && this.busy.compareAndSet(false, true)) {
			this.scheduler.schedule(() -> round(rows), Duration.ZERO);
		}
	}

	private void round(List<Row> rows) {
		Map<Debt, List<Long>> ids = new HashMap<>();
		rows.forEach((row) -> ids.computeIfAbsent(row.debt(), (debt) -> new ArrayList<>()).add(row.id()));
		Map<Debt, List<Debt>> owed = Debt.collapse(ids.keySet());
		List<Debt> order = new ArrayList<>(owed.keySet());
		Collections.shuffle(order);
		Duration pause = Duration.ZERO;
		try {
			pause = this.replay.round(order, (debt) -> {
				this.replayed.increment();
				owed.getOrDefault(debt, List.of())
					.forEach((member) -> ids.getOrDefault(member, List.of()).forEach(this.acknowledged::accept));
			});
		}
		finally {
			if (pause.isZero()) {
				this.busy.set(false);
			}
			else {
				this.scheduler.schedule(() -> this.busy.set(false), pause);
			}
		}
	}

}
