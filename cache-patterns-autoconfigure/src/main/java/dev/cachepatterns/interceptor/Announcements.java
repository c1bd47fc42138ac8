package dev.cachepatterns.interceptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.interceptor.CacheWrite.Touched;
import dev.cachepatterns.pattern.Intent;
import dev.cachepatterns.store.StoreUnavailableException;

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

	private boolean unreachable;

	Announcements(WriteExecutor executor) {
		this.executor = executor;
	}

	/**
	 * A change that the method may cause.
	 * @param write the change, {@code null} if it is not known before
	 */
	void expect(Supplier<@Nullable CacheWrite> write) {
		this.expected.add(write);
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
		}).exceptionally((failure) -> {
			this.first.forEach((write) -> this.executor.failed(write, (RuntimeException) failure));
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
	 * Announces changes, on another thread.
	 */
	CompletableFuture<@Nullable Void> addLater(List<CacheWrite> writes) {
		return this.executor.runAsync(() -> writes.forEach(this::add)).exceptionally((failure) -> null);
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
		if (this.unreachable) {
			// One timeout is enough
			return;
		}
		try {
			enter(write);
		}
		catch (RuntimeException ex) {
			logger.debug("A write is not announced", ex);
			this.unreachable = ex instanceof StoreUnavailableException;
		}
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
		Intent intent = (key == null || this.intents.containsKey(key)) ? null : write.intend();
		if (key != null && intent != null) {
			this.intents.put(key, intent);
			this.announced.add(write);
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
			this.executor.run(write, () -> write.exit(intent, publish));
		}
		else {
			this.executor.run(write.unannounced());
		}
	}

	private static void invalidate(CacheWrite write) {
		try {
			write.invalidation().run();
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
				this.executor.run(write, intent::leave);
			}
		}
		this.owed.forEach(Announcements::invalidate);
		this.announced.clear();
		this.owed.clear();
	}

}
