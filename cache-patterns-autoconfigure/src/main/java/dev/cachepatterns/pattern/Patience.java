package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * How long one call waits for a load in another JVM, and how often it looks.
 */
final class Patience {

	private static final long SHORTEST = Duration.ofMillis(2).toNanos();

	private static final long LONGEST = Duration.ofMillis(20).toNanos();

	private static final int ALWAYS = 3;

	private final Storage storage;

	private final long end;

	private long pause = SHORTEST;

	private int looks;

	/**
	 * The patience of a call: where a value is still there that may be served, that will
	 * do after some time.
	 */
	Patience(CacheAside cache, Caller caller, Read read) {
		this(cache.storage(), (read.stale() != null) ? cache.timeouts(caller).soft() : Duration.ZERO);
	}

	/**
	 * The patience of all who wait for the same.
	 */
	Patience(Storage storage) {
		this(storage, Duration.ZERO);
	}

	private Patience(Storage storage, Duration soft) {
		this.storage = storage;
		Duration budget = storage.timeouts().waitBudget();
		boolean limited = !soft.isZero() && soft.compareTo(budget) < 0;
		this.end = System.nanoTime() + (limited ? soft : budget).toNanos();
	}

	/**
	 * Whether to look again: three times in any case, as somebody else was only faster.
	 */
	boolean lasts() {
		return this.looks++ < ALWAYS || System.nanoTime() - this.end < 0;
	}

	/**
	 * The time until the next look, in nanoseconds: doubled each time, and random by a
	 * half, so that those that wait do not look together.
	 */
	long pause() {
		long next = ThreadLocalRandom.current().nextLong(this.pause / 2, this.pause + 1);
		this.pause = Math.min(LONGEST, 2 * this.pause);
		return next;
	}

	/**
	 * What is left of the budget, in nanoseconds; not negative.
	 */
	long rest() {
		return Math.max(0, this.end - System.nanoTime());
	}

	Executor executor() {
		return this.storage.executor();
	}

	/**
	 * Done after the pause. Fails if the executor takes no step then: a delayed executor
	 * would throw that away, and nobody would ever go on.
	 */
	CompletableFuture<@Nullable Void> later() {
		return new CompletableFuture<@Nullable Void>().completeOnTimeout(null, pause(), TimeUnit.NANOSECONDS)
			.thenApplyAsync((done) -> done, executor());
	}

}
