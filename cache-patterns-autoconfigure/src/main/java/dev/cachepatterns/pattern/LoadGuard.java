package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the loads of this JVM from crushing the database while the cache is out: it
 * limits how many run at once, and of equal ones one runs and at most one waits.
 * <p>
 * Who comes while an equal load waits for its turn gets its value. Who comes when it has
 * begun does not, as a write may have returned since: that one waits for the next.
 */
public final class LoadGuard {

	private final Map<Object, Line> lines = new HashMap<>();

	private final Set<Thread> loading = ConcurrentHashMap.newKeySet();

	private final LoadLimiter limiter;

	private final Duration wait;

	private final Duration longest;

	/**
	 * A guard.
	 * @param limiter limits how many run at once
	 * @param wait how long a load waits for its turn
	 * @param longest after which time the place of a load is given to another, whether it
	 * has ended or not
	 */
	public LoadGuard(LoadLimiter limiter, Duration wait, Duration longest) {
		this.limiter = limiter;
		this.wait = wait;
		this.longest = longest;
	}

	/**
	 * Whether a thread is in a load. One that loads within a load has its turn already.
	 */
	boolean loads(Thread thread) {
		return this.loading.contains(thread);
	}

	/**
	 * Loads something, or joins an equal load that waits for its turn.
	 * @param what what is loaded
	 * @param owner the thread that is going to load, {@code null} if none waits for it
	 * @return the caller's own turn when it has begun, which has to be ended, or that of
	 * another when it is over
	 */
	CompletableFuture<Turn> enter(Object what, @Nullable Thread owner) {
		Turn own;
		synchronized (this.lines) {
			Line line = this.lines.computeIfAbsent(what, (any) -> new Line());
			Turn waiting = line.waiting;
			if (waiting != null) {
				return waiting.join();
			}
			own = new Turn(what, owner);
			line.waiting = own;
			if (line.running != null) {
				return begin(own, line.running.over(this.wait));
			}
		}
		return begin(own, CompletableFuture.completedFuture(own));
	}

	/**
	 * Loads something that nobody joins, and that does not wait for an equal load.
	 * @param owner the thread that is going to load, {@code null} if none waits for it
	 * @return the turn when it has begun, which has to be ended
	 */
	CompletableFuture<Turn> enterAlone(@Nullable Thread owner) {
		Turn own = new Turn(new Object(), owner);
		return begin(own, CompletableFuture.completedFuture(own));
	}

	private CompletableFuture<Turn> begin(Turn turn, CompletableFuture<?> predecessor) {
		long end = System.nanoTime() + this.wait.toNanos();
		return predecessor
			.thenCompose((over) -> this.limiter.acquire(Duration.ofNanos(Math.max(0, end - System.nanoTime()))))
			.handle((permit, failure) -> {
				begun(turn, failure == null);
				if (failure != null) {
					Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : null;
					Throwable reason = (cause != null) ? cause : failure;
					turn.refuse(reason);
					throw new CompletionException(reason);
				}
				started(turn);
				return turn;
			});
	}

	private void started(Turn turn) {
		Thread owner = turn.owner();
		if (owner != null) {
			this.loading.add(owner);
		}
		turn.onEnd(this.longest, () -> {
			if (owner != null) {
				this.loading.remove(owner);
			}
			this.limiter.release();
			ended(turn);
		});
	}

	/**
	 * From now on nobody joins it.
	 */
	private void begun(Turn turn, boolean runs) {
		synchronized (this.lines) {
			Line line = this.lines.get(turn.what());
			if (line != null && line.waiting == turn) {
				line.waiting = null;
				line.running = runs ? turn : line.running;
				remove(turn, line);
			}
		}
	}

	private void ended(Turn turn) {
		synchronized (this.lines) {
			Line line = this.lines.get(turn.what());
			if (line != null && line.running == turn) {
				line.running = null;
				remove(turn, line);
			}
		}
	}

	private void remove(Turn turn, Line line) {
		if (line.running == null && line.waiting == null) {
			this.lines.remove(turn.what());
		}
	}

	/**
	 * The loads of one thing.
	 */
	private static final class Line {

		private @Nullable Turn running;

		private @Nullable Turn waiting;

	}

}
