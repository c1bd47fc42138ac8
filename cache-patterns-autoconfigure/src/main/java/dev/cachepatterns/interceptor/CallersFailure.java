package dev.cachepatterns.interceptor;

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

	RuntimeException failure() {
		return this.failure;
	}

}
