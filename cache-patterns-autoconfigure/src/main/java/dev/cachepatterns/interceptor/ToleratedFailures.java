package dev.cachepatterns.interceptor;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.pattern.ReadFailures;
import dev.cachepatterns.store.StoreException;
import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;

/**
 * Gives what goes wrong in a call with a loader to whom it concerns.
 */
record ToleratedFailures(CacheView cache, Object key, WriteExecutor executor) implements ReadFailures {

	@Override
	public void unread(StoreException failure) {
		this.executor.unread(failure, this.cache.cache(), this.key);
	}

	@Override
	public void unloaded(Exception failure) {
		this.cache.cache()
			.servedOn(this.key, (failure instanceof ThrowableWrapper wrapper) ? wrapper.getOriginal() : failure);
	}

	@Override
	public void unstored(RuntimeException failure, @Nullable Object value) {
		this.executor.failed(new CacheWrite.Put(this.cache, this.key, value), failure);
	}

}
