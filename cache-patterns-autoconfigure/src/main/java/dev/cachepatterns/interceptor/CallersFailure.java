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
	 * A result that gives its caller the rejection of a load.
	 */
	static <T> CompletableFuture<T> ofRejection(CompletableFuture<T> result) {
		return result.exceptionallyCompose((failure) -> CompletableFuture
			.failedFuture((Completion.cause(failure) instanceof LoadRejectedException rejection)
					? new CallersFailure(rejection) : failure));
	}

	RuntimeException failure() {
		return this.failure;
	}

}
