package dev.cachepatterns.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;

/**
 * The journal in the memory of this JVM: other instances do not know it, and it is lost
 * with the process. What is owed is retried until the cache has acknowledged it.
 * <p>
 * Holds at most a given number of keys: beyond it those of the cache that has most of
 * them become one clear of that cache.
 */
public final class Debts implements Journal {

	private static final Log logger = LogFactory.getLog(Debts.class);

	private final Holds holds = new Holds();

	private final Map<Debt, Due> due = new LinkedHashMap<>();

	private final LongAdder replayed = new LongAdder();

	private final CacheStore store;

	private final Replay replay;

	private final Scheduler scheduler;

	private final LongSupplier nanoTime;

	private final Duration intentTimeout;

	private final int limit;

	private boolean scheduled;

	/**
	 * An empty journal.
	 * @param store the cache
	 * @param scheduler runs the replay
	 * @param nanoTime the time, as {@link System#nanoTime}
	 * @param intentTimeout time that a commit of unknown outcome may yet take
	 * @param limit number of keys, at least 1
	 */
	public Debts(CacheStore store, Scheduler scheduler, LongSupplier nanoTime, Duration intentTimeout, int limit) {
		this.store = store;
		this.replay = new Replay(store);
		this.scheduler = scheduler;
		this.nanoTime = nanoTime;
		this.intentTimeout = intentTimeout;
		this.limit = limit;
	}

	@Override
	public boolean covers(StoreKey key) {
		return this.holds.covers(key);
	}

	@Override
	public boolean notesAnnounced() {
		return false;
	}

	@Override
	public Note note(Collection<Debt> unannounced, Collection<Debt> announced) {
		return new Written(unannounced);
	}

	@Override
	public void owe(Debt debt, Outcome outcome) {
		Note note = new Written(List.of(debt));
		note.end(outcome);
	}

	@Override
	public boolean replay(Predicate<StoreKey> keys) {
		Map<Debt, Due> round = due((debt) -> debt.key() != null && keys.test(debt.key()));
		new Replay(this.store).round(List.copyOf(round.keySet()),
				(debt) -> acknowledged(debt, Objects.requireNonNull(round.remove(debt))));
		return round.isEmpty();
	}

	@Override
	public Counts counts() {
		synchronized (this.due) {
			return new Counts(this.due.size(), this.replayed.sum());
		}
	}

	/**
	 * Says what is lost with this JVM.
	 */
	public void stop() {
		long lost = counts().waiting();
		if (lost > 0) {
			logger.warn(("%d keys or caches were written while the cache could not be reached, and it has not "
					+ "acknowledged their invalidation: they may be served until their TTL. "
					+ "Set 'cache-patterns.consistency.journal: jdbc' to keep what is owed in the database.")
				.formatted(lost));
		}
	}

	/**
	 * Takes over a hold: from now on the debt is replayed until it is made good.
	 */
	private void due(Debt debt, Duration delay) {
		synchronized (this.due) {
			Due before = this.due.remove(debt);
			long at = this.nanoTime.getAsLong() + delay.toNanos();
			this.due.put(debt, new Due((before != null) ? Math.max(at, before.at()) : at));
			if (before != null) {
				this.holds.release(debt);
			}
			if (this.due.size() > this.limit) {
				collapse();
			}
			schedule(Duration.ZERO);
		}
	}

	private void collapse() {
		Map<Region, List<Debt>> regions = this.due.keySet().stream().collect(Collectors.groupingBy(Debt::region));
		List<Debt> most = regions.values()
			.stream()
			.max((one, other) -> Integer.compare(one.size(), other.size()))
			.orElseThrow();
		Debt all = Debt.all(most.get(0).region());
		this.holds.hold(all);
		long at = this.nanoTime.getAsLong();
		for (Debt debt : most) {
			at = Math.max(at, Objects.requireNonNull(this.due.remove(debt)).at());
			this.holds.release(debt);
		}
		this.due.put(all, new Due(at));
	}

	private void schedule(Duration delay) {
		if (!this.scheduled) {
			this.scheduled = true;
			this.scheduler.schedule(this::run, delay);
		}
	}

	private void run() {
		Duration pause = replay();
		synchronized (this.due) {
			this.scheduled = false;
			if (!this.due.isEmpty()) {
				long now = this.nanoTime.getAsLong();
				long first = this.due.values().stream().mapToLong((owed) -> owed.at() - now).min().orElseThrow();
				schedule(Duration.ofNanos(Math.max(first, pause.toNanos())));
			}
		}
	}

	private Map<Debt, Due> due(Predicate<Debt> wanted) {
		Map<Debt, Due> round = new LinkedHashMap<>();
		synchronized (this.due) {
			long now = this.nanoTime.getAsLong();
			this.due.forEach((debt, owed) -> {
				if (owed.at() - now <= 0 && wanted.test(debt)) {
					round.put(debt, owed);
				}
			});
		}
		return round;
	}

	private Duration replay() {
		Map<Debt, Due> round = due((debt) -> true);
		return this.replay.round(round.keySet(), (debt) -> acknowledged(debt, Objects.requireNonNull(round.get(debt))));
	}

	private void acknowledged(Debt debt, Due paid) {
		this.replayed.increment();
		synchronized (this.due) {
			// Another one may be owed since: the invalidation was too early for that
			if (this.due.get(debt) == paid) {
				this.due.remove(debt);
				this.holds.release(debt);
			}
		}
	}

	/**
	 * One debt, however many writes have made it, by identity the latest of them.
	 */
	private static final class Due {

		private final long at;

		Due(long at) {
			this.at = at;
		}

		long at() {
			return this.at;
		}

	}

	/**
	 * What a write holds until its end.
	 */
	private final class Written implements Note {

		private final Map<Debt, List<Debt>> open;

		Written(Collection<Debt> debts) {
			this.open = new LinkedHashMap<>(Debt.collapse(debts));
			this.open.keySet().forEach(Debts.this.holds::hold);
		}

		@Override
		public void awaitSeen() {
			// Other instances do not see this
		}

		@Override
		public synchronized void settle(Debt debt) {
			if (this.open.remove(debt) != null) {
				Debts.this.holds.release(debt);
			}
		}

		@Override
		public synchronized void end(Outcome outcome) {
			List<Debt> unsettled = new ArrayList<>(this.open.keySet());
			this.open.clear();
			switch (outcome) {
				case COMMITTED -> unsettled.forEach((debt) -> due(debt, Duration.ZERO));
				case ROLLED_BACK -> unsettled.forEach(Debts.this.holds::release);
				case UNKNOWN -> unsettled.forEach((debt) -> due(debt, Debts.this.intentTimeout));
			}
		}

	}

}
