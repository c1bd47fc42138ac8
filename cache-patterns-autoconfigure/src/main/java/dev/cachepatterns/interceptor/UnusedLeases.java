package dev.cachepatterns.interceptor;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.pattern.Read;

/**
 * What the reads of a call hold, leases above all, until a fill uses it.
 */
final class UnusedLeases {

	private List<Lease> leases = List.of();

	private @Nullable Rerun stale;

	synchronized void add(CacheView cache, Read miss) {
		if (miss.stale() != null && this.stale == null) {
			this.stale = new Rerun(cache, miss, true);
		}
		if (miss.awaited()) {
			List<Lease> all = new ArrayList<>(this.leases);
			all.add(new Lease(cache, miss));
			this.leases = all;
		}
	}

	synchronized void remove(Read miss) {
		if (!this.leases.isEmpty()) {
			this.leases = this.leases.stream().filter((lease) -> lease.miss() != miss).toList();
		}
	}

	/**
	 * The call that serves a value which a read has found and must not serve unless it
	 * cannot be loaded anew; {@code null} if there is none.
	 */
	synchronized @Nullable Rerun stale() {
		return this.stale;
	}

	synchronized boolean held() {
		return !this.leases.isEmpty();
	}

	/**
	 * Whether the call is one of those that load in place of a cache that is out.
	 */
	synchronized boolean loading() {
		return this.leases.stream().anyMatch((lease) -> lease.miss().lease() == 0);
	}

	/**
	 * Gives them back.
	 * @param failed whether the load has failed that they were taken for
	 */
	void release(boolean failed) {
		List<Lease> taken = taken();
		if (!taken.isEmpty()) {
			taken.forEach((lease) -> lease.cache().release(lease.miss(), failed));
		}
	}

	private synchronized List<Lease> taken() {
		List<Lease> taken = this.leases;
		this.leases = List.of();
		return taken;
	}

	private record Lease(CacheView cache, Read miss) {
	}

}
