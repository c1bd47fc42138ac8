package dev.cachepatterns.interceptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.interceptor.CacheWrite.Touched;
import dev.cachepatterns.journal.Journal.Outcome;
import dev.cachepatterns.pattern.Intent;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The changes to caches that wait for the commit of the current thread's transaction.
 * Keys are announced before the commit, which sends readers to the database until the
 * change is made after it. A roll-back drops the changes. A roll-back to a savepoint, or
 * a key that could not be announced, turns them into invalidations. When the outcome of
 * the commit is unknown, announced keys are left to their time.
 */
final class TransactionWrites implements TransactionSynchronization {

	private static final Log logger = LogFactory.getLog(TransactionWrites.class);

	private static final long AT_ONCE = TimeUnit.MILLISECONDS.toNanos(100);

	private final List<CacheWrite> changes = new ArrayList<>();

	private final List<CacheWrite> expected = new ArrayList<>();

	// Announced before their method began, which has begun the transaction
	private final Set<Touched> publishable = new HashSet<>();

	private final Set<@Nullable Touched> touched = new HashSet<>();

	private final Map<Touched, Intent> intents = new HashMap<>();

	private final EarlyIntents early;

	private final WriteExecutor executor;

	private final WriteNotes notes;

	// The connection is held until the end: one timeout is enough
	private final AtomicBoolean reached = new AtomicBoolean(true);

	private boolean partlyRolledBack;

	private boolean written;

	private boolean committing;

	private long waited;

	private BooleanSupplier commitSent = () -> false;

	private TransactionWrites(WriteExecutor executor) {
		this.executor = executor;
		this.early = new EarlyIntents(executor);
		this.notes = executor.notes();
	}

	/**
	 * Whether changes of the calling thread have to wait.
	 */
	static boolean active() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.isActualTransactionActive();
	}

	/**
	 * Adds a change.
	 * @param own whether the method that makes it has begun the transaction: others may
	 * still change what it has written, so that its value is not left
	 */
	static void add(CacheWrite write, WriteExecutor executor, boolean own) {
		TransactionWrites current = required(executor);
		current.changes.add(write);
		current.touched.add(write.touches());
		current.written |= !(write instanceof CacheWrite.Fill);
		if (!own) {
			current.publishable.remove(write.touches());
		}
		if (current.committing) {
			// By what listens to the flush
			current.announce(write);
			current.notes.write(false);
		}
	}

	/**
	 * Begins to announce changes that a method is going to make, while it runs. What it
	 * reads of them is its own.
	 * @param publishes whether the method has begun the transaction, so that nobody
	 * changes what it has written, and its value may be left: that waits here, as a value
	 * may hold what is read before it is written
	 */
	static void announce(List<CacheWrite> writes, WriteExecutor executor, boolean publishes) {
		if (writes.isEmpty()) {
			return;
		}
		TransactionWrites current = required(executor);
		long began = System.nanoTime();
		for (CacheWrite write : writes) {
			current.expected.add(write);
			current.touched.add(write.touches());
			current.early.add(write);
		}
		if (publishes) {
			current.publishable.addAll(current.early.await(writes));
			current.waited = System.nanoTime() - began;
		}
	}

	private static TransactionWrites required(WriteExecutor executor) {
		TransactionWrites current = current();
		if (current == null) {
			current = new TransactionWrites(executor);
			TransactionSynchronizationManager.bindResource(TransactionWrites.class, current);
			TransactionSynchronizationManager.registerSynchronization(current);
		}
		return current;
	}

	/**
	 * Whether the current transaction has made anything old: what it reads may be its
	 * own.
	 */
	static boolean written() {
		TransactionWrites current = current();
		return current != null && current.written;
	}

	/**
	 * Whether the current transaction has made an entry old, so that it must be read from
	 * the database and not be stored.
	 */
	static boolean touched(Region cache, Object key) {
		TransactionWrites current = current();
		return current != null && (current.touched.contains(new Touched(cache, key))
				|| current.touched.contains(new Touched(cache, null)));
	}

	@Override
	public void suspend() {
		TransactionSynchronizationManager.unbindResourceIfPossible(TransactionWrites.class);
	}

	@Override
	public void resume() {
		TransactionSynchronizationManager.bindResource(TransactionWrites.class, this);
	}

	@Override
	public void savepointRollback(Object savepoint) {
		this.partlyRolledBack = true;
	}

	@Override
	public void beforeCommit(boolean readOnly) {
		long began = System.nanoTime() - this.waited;
		addExpected();
		this.changes.forEach(this::announce);
		if (this.notes.unreachable()) {
			// What has failed at once may be tried once more after the commit
			this.reached.set(System.nanoTime() - began < AT_ONCE);
		}
		this.notes.write(readOnly);
		this.committing = !readOnly;
		this.commitSent = FillRules.watchCommit();
	}

	/**
	 * Adds what a method has announced and, by an exception, not made: as its transaction
	 * commits all the same, it may have written.
	 */
	private void addExpected() {
		Set<@Nullable Touched> made = new HashSet<>();
		this.changes.forEach((write) -> made.add((write instanceof CacheWrite.Fill) ? null : write.touches()));
		this.expected.stream()
			.filter((write) -> made.add(write.touches()))
			.map(CacheWrite::invalidation)
			.forEach(this.changes::add);
		this.expected.clear();
	}

	private void announce(CacheWrite write) {
		Touched key = write.touches();
		if (key == null || this.intents.containsKey(key)) {
			return;
		}
		if (this.notes.unreachable()) {
			this.notes.unannounced(write);
			return;
		}
		if (this.early.overdue(write)) {
			this.publishable.remove(key);
		}
		try {
			Intent intent = this.early.take(write);
			if (intent != null) {
				this.intents.put(key, intent);
				this.notes.announced(write);
			}
		}
		catch (StoreException ex) {
			this.notes.unannounced(write, ex);
		}
		catch (RuntimeException ex) {
			// It is invalidated after the commit, and what fails then is reported
			logger.debug("A write is not announced", ex);
		}
	}

	@Override
	public void afterCommit() {
		this.committing = false;
		addExpected();
		Map<Touched, CacheWrite> last = new LinkedHashMap<>();
		List<CacheWrite> unannounced = new ArrayList<>();
		for (CacheWrite write : this.changes) {
			Touched key = write.touches();
			if (key == null || !this.intents.containsKey(key)) {
				unannounced.add(this.partlyRolledBack ? write.invalidation() : write.unannounced());
			}
			else {
				last.put(key, write);
			}
		}
		this.changes.clear();
		unannounced.forEach((write) -> run(write, write::run));
		last.forEach((key, write) -> {
			Intent intent = Objects.requireNonNull(this.intents.remove(key));
			boolean publish = this.publishable.contains(key) && !this.partlyRolledBack;
			run(write, () -> write.exit(intent, publish));
		});
	}

	private void run(CacheWrite write, Runnable step) {
		Runnable last = this.notes.last(write, step);
		if (!this.reached.get()) {
			this.executor.execute(() -> this.executor.run(write, last));
		}
		else if (!this.executor.run(write, last)) {
			this.reached.set(false);
		}
	}

	@Override
	public void afterCompletion(int reported) {
		int status = (reported == STATUS_ROLLED_BACK && this.commitSent.getAsBoolean()) ? STATUS_UNKNOWN : reported;
		TransactionSynchronizationManager.unbindResourceIfPossible(TransactionWrites.class);
		if (status == STATUS_COMMITTED) {
			// Made by what listens to the commit
			afterCommit();
		}
		if (status == STATUS_ROLLED_BACK) {
			this.changes.forEach(CacheWrite::abandon);
			this.notes.end(Outcome.ROLLED_BACK);
			this.changes.forEach(this::leave);
		}
		if (status == STATUS_UNKNOWN) {
			// First: no invalidation that is made now will do
			this.notes.end(Outcome.UNKNOWN);
			this.changes.removeIf((write) -> this.intents.containsKey(write.touches()));
			this.changes.stream().map(CacheWrite::invalidation).forEach((write) -> run(write, write::run));
		}
		else {
			this.early.end();
		}
		if (status == STATUS_COMMITTED) {
			this.notes.end(Outcome.COMMITTED);
		}
	}

	private void leave(CacheWrite write) {
		Intent intent = this.intents.remove(write.touches());
		if (intent != null) {
			run(write, intent::leave);
		}
	}

	private static @Nullable TransactionWrites current() {
		return (TransactionWrites) TransactionSynchronizationManager.getResource(TransactionWrites.class);
	}

}
