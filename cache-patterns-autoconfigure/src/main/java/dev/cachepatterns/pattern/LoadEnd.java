package dev.cachepatterns.pattern;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.pattern.TimedLoads.Late;

/**
 * The end of a load: its value is stored, or its failure noted. That may be after its
 * caller has gone on without it.
 */
final class LoadEnd implements Late<@Nullable Object> {

	private final CacheAside cache;

	private final Read read;

	private final Caller caller;

	private final ReadFailures failures;

	// By the thread of the caller
	private boolean left;

	LoadEnd(CacheAside cache, Read read, Caller caller, ReadFailures failures) {
		this.cache = cache;
		this.read = read;
		this.caller = caller;
		this.failures = failures;
	}

	/**
	 * The caller goes on without it.
	 */
	LoadEnd leave() {
		this.left = true;
		return this;
	}

	boolean left() {
		return this.left;
	}

	@Override
	public void cancel() {
		this.left = false;
	}

	@Override
	public void loaded(@Nullable Object value) {
		try {
			this.cache.fill(this.read, value, this.caller);
		}
		catch (RuntimeException ex) {
			this.failures.unstored(ex, value);
		}
	}

	@Override
	public void failed(Throwable failure) {
		this.cache.release(this.read, new LoadFailure(this.caller.expected(), failure));
		if (failure instanceof Error error) {
			throw error;
		}
		this.failures.unloaded((Exception) failure);
	}

}
