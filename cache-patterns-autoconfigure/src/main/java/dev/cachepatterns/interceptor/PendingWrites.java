package dev.cachepatterns.interceptor;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The changes that a result has caused which arrives later, until they are made.
 */
final class PendingWrites {

	private List<CacheWrite> writes = List.of();

	private volatile @Nullable Object stream;

	/**
	 * Keeps the stream that the caller gets, while Spring works on a stand-in.
	 */
	void hold(Object stream) {
		this.stream = stream;
	}

	@Nullable Object held() {
		return this.stream;
	}

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
