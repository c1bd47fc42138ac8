package dev.cachepatterns.interceptor;

import java.util.concurrent.CompletableFuture;

import dev.cachepatterns.cache.LoadRejectedException;

/**
 * Carries what the caller is to get past Spring, which would give it to the error handler
 * and go on.
 */
final class CallersFailure extends RuntimeException {

	private final RuntimeException failure;

	CallersFailure(RuntimeException failure) {
		super(null, failure, false, false);
		this.failure = failure;
	}

	/**
	 * Lets a caller fail whose load has been rejected, or who has waited for one that has
	 * failed: Spring would run its method.
	 */
	static <T> CompletableFuture<T> of(CompletableFuture<T> result, UnusedLeases leases) {
		return result.exceptionallyCompose((failure) -> {
			Throwable cause = Completion.cause(failure);
			if (!CacheFailures.ofCache(cause)) {
				leases.join(cause);
			}
			return CompletableFuture.failedFuture(
					(cause instanceof LoadRejectedException rejection) ? new CallersFailure(rejection) : failure);
		});
	}

	RuntimeException failure() {
		return this.failure;
	}

}
