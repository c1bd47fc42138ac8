package dev.cachepatterns.interceptor;

import java.util.ArrayList;
import java.util.List;

/**
 * The changes that a result has caused which arrives later, until they are made.
 */
final class PendingWrites {

	private List<CacheWrite> writes = List.of();

	synchronized void add(CacheWrite write) {
		List<CacheWrite> all = new ArrayList<>(this.writes);
		all.add(write);
		this.writes = all;
	}

	/**
	 * The changes so far, which remain.
	 */
	synchronized List<CacheWrite> all() {
		return this.writes;
	}

	/**
	 * The changes so far; none remain.
	 */
	synchronized List<CacheWrite> drain() {
		List<CacheWrite> drained = this.writes;
		this.writes = List.of();
		return drained;
	}

}
