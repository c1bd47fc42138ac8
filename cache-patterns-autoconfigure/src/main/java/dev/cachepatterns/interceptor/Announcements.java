package dev.cachepatterns.interceptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.interceptor.CacheWrite.Touched;
import dev.cachepatterns.journal.Journal.Outcome;
import dev.cachepatterns.pattern.Intent;
import dev.cachepatterns.store.StoreException;

/**
 * What a call announces before its method runs, as the method may commit. What it cannot
 * announce it invalidates afterwards: another writer's commit may be the newer one.
 */
final class Announcements {

	private static final Log logger = LogFactory.getLog(Announcements.class);

	private final Map<Touched, Intent> intents = new HashMap<>();

	private final List<CacheWrite> announced = new ArrayList<>();

	private final List<CacheWrite> owed = new ArrayList<>();

	private final WriteExecutor executor;

	private final List<Supplier<@Nullable CacheWrite>> expected = new ArrayList<>();

	private final List<CacheWrite> first = new ArrayList<>();

	// Announced when the method had read already: what it returns may be older
	private final Set<Touched> late = new HashSet<>();

	private final WriteNotes notes;

	private boolean leaves;

	Announcements(WriteExecutor executor) {
		this.executor = executor;
		this.notes = executor.notes();
	}

	/**
	 * A change that the method may cause.
	 * @param write the change, {@code null} if it is not known before
	 * @param leaves whether its value may be left
	 */
	void expect(Supplier<@Nullable CacheWrite> write, boolean leaves) {
		this.expected.add(write);
		this.leaves |= leaves;
	}

	/**
	 * Whether a value of the method may be left.
	 */
	boolean leaves() {
		return this.leaves;
	}

	/**
	 * A change that is due before a method that does not block.
	 */
	void expectFirst(CacheWrite write) {
		this.first.add(write);
	}

	List<CacheWrite> first() {
		return this.first;
	}

	/**
	 * What is expected, as far as it is known.
	 */
	List<CacheWrite> known() {
		List<CacheWrite> known = new ArrayList<>();
		for (Supplier<@Nullable CacheWrite> write : this.expected) {
			CacheWrite next = write.get();
			if (next != null) {
				known.add(next);
			}
		}
		return known;
	}

	/**
	 * Whether a method that does not block has to wait for {@link #runFirst}.
	 */
	boolean waits(boolean transactional) {
		return !this.first.isEmpty() || (!transactional && !this.expected.isEmpty());
	}

	/**
	 * Announces what is due and what is expected, on another thread; what fails is
	 * reported.
	 */
	CompletableFuture<@Nullable Void> runFirst(boolean transactional) {
		List<CacheWrite> known = transactional ? List.of() : known();
		return this.executor.runAsync(() -> {
			this.first.forEach((write) -> this.executor.run(write, () -> addFirst(write)));
			known.forEach(this::add);
			note();
		}).exceptionally((failure) -> {
			RuntimeException busy = WriteExecutor.busy(failure);
			this.first.forEach((write) -> this.executor.failed(write, busy));
			return null;
		});
	}

	/**
	 * Makes what is due at once, on another thread.
	 */
	CompletableFuture<@Nullable Void> runFirstNow() {
		return this.executor.runAsync(() -> this.first.forEach(this.executor::run));
	}

	/**
	 * Announces what is expected if its value may be left, on another thread.
	 */
	CompletableFuture<@Nullable Void> runExpected() {
		return this.leaves ? add(known()) : CompletableFuture.completedFuture(null);
	}

	/**
	 * Announces changes of which the method has told afterwards, on another thread.
	 */
	CompletableFuture<@Nullable Void> addLater(List<CacheWrite> writes) {
		writes.stream()
			.map(CacheWrite::touches)
			.filter((key) -> key != null && !this.intents.containsKey(key))
			.forEach(this.late::add);
		return add(writes);
	}

	private CompletableFuture<@Nullable Void> add(List<CacheWrite> writes) {
		return this.executor.runAsync(() -> {
			writes.forEach(this::add);
			note();
		}).exceptionally((failure) -> {
			logger.debug("Writes are not announced", WriteExecutor.busy(failure));
			return null;
		});
	}

	/**
	 * Makes changes, on another thread; what fails is reported.
	 * @param publish whether new values may be left
	 */
	CompletableFuture<@Nullable Void> runLater(List<CacheWrite> writes, boolean publish) {
		return this.executor.runAsync(() -> writes.forEach((write) -> run(write, publish))).exceptionally((failure) -> {
			writes.forEach((write) -> this.executor.failed(write, (RuntimeException) failure));
			return null;
		});
	}

	/**
	 * Announces a change that the method may cause.
	 */
	void add(CacheWrite write) {
		if (this.notes.unreachable()) {
			// One timeout is enough
			this.notes.unannounced(write);
			return;
		}
		try {
			enter(write);
		}
		catch (RuntimeException ex) {
			logger.debug("A write is not announced", ex);
		}
	}

	/**
	 * Announces what is expected before the method runs, or leaves it to its transaction.
	 * @param publishes whether values may be left after the commit of the transaction
	 * @throws RuntimeException if the write is refused
	 */
	void announce(boolean transactional, boolean publishes) {
		if (transactional) {
			TransactionWrites.announce(known(), this.executor, publishes);
		}
		else {
			known().forEach(this::add);
			note();
		}
	}

	private void note() {
		this.notes.write(false);
	}

	/**
	 * Announces a change that is due whatever the method does.
	 */
	void addFirst(CacheWrite write) {
		try {
			enter(write);
		}
		catch (RuntimeException ex) {
			this.owed.add(write);
			throw ex;
		}
	}

	private void enter(CacheWrite write) {
		Touched key = write.touches();
		Intent intent = (key == null || this.intents.containsKey(key)) ? null : intend(write);
		if (key != null && intent != null) {
			this.intents.put(key, intent);
			this.announced.add(write);
		}
	}

	private @Nullable Intent intend(CacheWrite write) {
		try {
			Intent intent = write.intend();
			this.notes.announced(write);
			return intent;
		}
		catch (StoreException ex) {
			this.notes.unannounced(write, ex);
			throw ex;
		}
	}

	/**
	 * Makes a change.
	 * @param publish whether a new value may be left
	 */
	void run(CacheWrite write, boolean publish) {
		@Nullable Touched key = write.touches();
		Intent intent = this.intents.remove(key);
		if (intent != null) {
			boolean left = publish && this.leaves && !this.late.contains(key);
			this.executor.run(write, this.notes.last(write, () -> write.exit(intent, left)));
		}
		else {
			CacheWrite safe = write.unannounced();
			this.executor.run(safe, this.notes.last(safe, safe::run));
		}
	}

	private void invalidate(CacheWrite write) {
		CacheWrite safe = write.invalidation();
		try {
			this.notes.last(safe, safe::run).run();
		}
		catch (RuntimeException ex) {
			logger.debug("A failure that has been reported lasts", ex);
		}
	}

	/**
	 * Ends what no change has ended: the method has failed, or left nothing to store.
	 */
	void end() {
		for (CacheWrite write : this.announced) {
			Intent intent = this.intents.remove(write.touches());
			if (intent != null) {
				this.executor.run(write, this.notes.last(write, intent::leave));
			}
		}
		this.owed.forEach(this::invalidate);
		this.announced.clear();
		this.owed.clear();
		this.notes.end(Outcome.COMMITTED);
	}

	/**
	 * Leaves everything to its time, as nobody knows whether the write is committed.
	 */
	void endUnknown() {
		this.notes.end(Outcome.UNKNOWN);
	}

}
