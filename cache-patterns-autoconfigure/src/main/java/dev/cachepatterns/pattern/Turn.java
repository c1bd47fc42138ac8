package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * One load while the cache is out, from when it waits for its turn until it is over.
 */
final class Turn {

	private final Object what;

	private final @Nullable Thread owner;

	private final CompletableFuture<byte @Nullable []> result = new CompletableFuture<>();

	private volatile boolean shared;

	Turn(Object what, @Nullable Thread owner) {
		this.what = what;
		this.owner = owner;
	}

	/**
	 * What is loaded.
	 */
	Object what() {
		return this.what;
	}

	/**
	 * The thread that loads, {@code null} if none waits for it.
	 */
	@Nullable Thread owner() {
		return this.owner;
	}

	/**
	 * Waits for its value.
	 * @return the turn when it is over, or why it has not begun
	 */
	CompletableFuture<Turn> join() {
		this.shared = true;
		return this.result.thenApply((payload) -> this);
	}

	/**
	 * Waits for its end, whatever that is.
	 */
	CompletableFuture<Turn> over(Duration atMost) {
		return this.result.handle((payload, failure) -> this)
			.completeOnTimeout(this, atMost.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Whether others wait for its value: known when it has begun.
	 */
	boolean shared() {
		return this.shared;
	}

	boolean ended() {
		return this.result.isDone();
	}

	/**
	 * What others get, {@code null} if that is nothing.
	 */
	byte @Nullable [] payload() {
		return this.result.getNow(null);
	}

	/**
	 * It is over.
	 * @param payload what others get, {@code null} if that is nothing
	 */
	void end(byte @Nullable [] payload) {
		this.result.complete(payload);
	}

	/**
	 * It does not begin.
	 */
	void refuse(Throwable reason) {
		this.result.completeExceptionally(reason);
	}

	/**
	 * Does something when it is over, or has lasted too long.
	 */
	void onEnd(Duration longest, Runnable step) {
		this.result.completeOnTimeout(null, longest.toNanos(), TimeUnit.NANOSECONDS)
			.whenComplete((payload, failure) -> step.run());
	}

}
