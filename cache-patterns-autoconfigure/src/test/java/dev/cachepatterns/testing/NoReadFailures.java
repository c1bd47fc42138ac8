package dev.cachepatterns.testing;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.pattern.ReadFailures;
import dev.cachepatterns.store.StoreException;

/**
 * For reads that must not fail: throws what it is told of.
 */
public class NoReadFailures implements ReadFailures {

	@Override
	public void unread(StoreException failure) {
		throw failure;
	}

	@Override
	public void unloaded(Exception failure) {
		throw new IllegalStateException(failure);
	}

	@Override
	public void unstored(RuntimeException failure, @Nullable Object value) {
		throw failure;
	}

}
