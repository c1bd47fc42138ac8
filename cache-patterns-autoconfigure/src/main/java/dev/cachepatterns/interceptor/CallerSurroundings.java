package dev.cachepatterns.interceptor;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.cache.Surroundings;
import dev.cachepatterns.pattern.OnMiss;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.store.Region;

/**
 * The transaction and the persistence contexts of the calling thread.
 */
record CallerSurroundings(FillRules rules, WriteExecutor executor) implements Surroundings {

	@Override
	public OnMiss onMiss() {
		return this.rules.get();
	}

	@Override
	public boolean transactional() {
		return TransactionWrites.active();
	}

	@Override
	public boolean written(Region cache, Object key) {
		return transactional() && TransactionWrites.touched(cache, key);
	}

	@Override
	public void fill(CacheView cache, Object key, Read miss, @Nullable Object value) {
		CacheWrite.Fill fill = new CacheWrite.Fill(cache, key, miss, value);
		if (transactional()) {
			TransactionWrites.add(fill.later(), this.executor, false);
		}
		else {
			fill.run();
		}
	}

}
