package dev.cachepatterns.interceptor;

import java.util.ArrayList;
import java.util.List;

import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.pattern.Read;

/**
 * The leases that a call has taken, until a fill uses them.
 */
final class UnusedLeases {

	private List<Lease> leases = List.of();

	synchronized void add(CacheView cache, Read miss) {
		if (miss.lease() != 0) {
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

	synchronized boolean held() {
		return !this.leases.isEmpty();
	}

	/**
	 * Gives them back.
	 */
	void release() {
		taken().forEach((lease) -> lease.cache().release(lease.miss()));
	}

	private synchronized List<Lease> taken() {
		List<Lease> taken = this.leases;
		this.leases = List.of();
		return taken;
	}

	private record Lease(CacheView cache, Read miss) {
	}

}
