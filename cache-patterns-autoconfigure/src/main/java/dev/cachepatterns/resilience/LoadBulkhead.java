package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.pattern.LoadLimiter;

/**
 * A Resilience4j bulkhead for loads, with a line in front of it: who has to wait does so
 * without a thread, and first come is first served.
 */
public final class LoadBulkhead implements LoadLimiter {

	private final Queue<CompletableFuture<@Nullable Void>> line = new ConcurrentLinkedQueue<>();

	private final Bulkhead bulkhead;

	private final Function<BulkheadFullException, RuntimeException> refusal;

	/**
	 * A limiter.
	 * @param bulkhead how many loads there may be; its {@code maxWaitDuration} must be
	 * zero
	 * @param refusal makes what callers get that have waited in vain
	 */
	public LoadBulkhead(Bulkhead bulkhead, Function<BulkheadFullException, RuntimeException> refusal) {
		this.bulkhead = bulkhead;
		this.refusal = refusal;
	}

	@Override
	public CompletableFuture<@Nullable Void> acquire(Duration atMost) {
		CompletableFuture<@Nullable Void> own = new CompletableFuture<>();
		this.line.add(own);
		admit();
		return own.isDone() ? own
				: own.orTimeout(atMost.toNanos(), TimeUnit.NANOSECONDS).exceptionally((timeout) -> refuse(own));
	}

	private @Nullable Void refuse(CompletableFuture<@Nullable Void> waiter) {
		this.line.remove(waiter);
		if (this.bulkhead.tryAcquirePermission()) {
			return null;
		}
		throw this.refusal.apply(BulkheadFullException.createBulkheadFullException(this.bulkhead));
	}

	@Override
	public void release() {
		this.bulkhead.onComplete();
		admit();
	}

	private void admit() {
		// Asking in vain would count as a refusal
		while (!this.line.isEmpty() && this.bulkhead.getMetrics().getAvailableConcurrentCalls() > 0
				&& this.bulkhead.tryAcquirePermission()) {
			CompletableFuture<@Nullable Void> first = this.line.poll();
			if (first == null || !first.complete(null)) {
				this.bulkhead.releasePermission();
			}
		}
	}

}
