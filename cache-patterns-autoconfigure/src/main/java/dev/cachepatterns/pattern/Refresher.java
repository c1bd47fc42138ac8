package dev.cachepatterns.pattern;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;

/**
 * Has values loaded anew that are served meanwhile, and lets those live on that are read.
 * A hit pays for a look at the clock; all else is done on another thread.
 */
final class Refresher {

	private final Storage storage;

	private final Renewals renewals;

	private final Lifetimes lifetimes;

	private final CacheStats stats;

	private final Set<StoreKey> busy = ConcurrentHashMap.newKeySet();

	Refresher(Storage storage, Renewals renewals, Lifetimes lifetimes, CacheStats stats) {
		this.storage = storage;
		this.renewals = renewals;
		this.lifetimes = lifetimes;
		this.stats = stats;
	}

	void keep(Read hit, Consumer<Read> loader) {
		Decoded value = hit.value();
		if (value == null || value.freshness().always()) {
			return;
		}
		if (hit.due() && hit.tags().complete()) {
			start(hit.key(), () -> refresh(hit, loader));
		}
		else if (this.lifetimes.touches(value.freshness())) {
			start(hit.key(), () -> this.renewals.touch(hit));
		}
	}

	/**
	 * Once at a time for a key: its readers have all seen the same.
	 */
	private void start(StoreKey key, Runnable step) {
		if (!this.busy.add(key)) {
			return;
		}
		try {
			this.storage.refreshes().execute(() -> run(key, step));
		}
		catch (RejectedExecutionException ex) {
			// A later read tries again
			this.busy.remove(key);
		}
	}

	private void run(StoreKey key, Runnable step) {
		try {
			step.run();
		}
		catch (StoreException ex) {
			// A later read tries again
		}
		finally {
			this.busy.remove(key);
		}
	}

	private void refresh(Read due, Consumer<Read> loader) {
		Read claimed = this.renewals.claim(due, this.storage.random().getAsLong());
		if (claimed.lease() != 0) {
			this.stats.recordRefresh();
			loader.accept(claimed);
		}
	}

}
