package dev.cachepatterns.interceptor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.pattern.TimedLoads;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;

/**
 * What the reads of a call hold, leases above all, until a fill uses it.
 */
final class UnusedLeases {

	private List<Lease> leases = List.of();

	private @Nullable Rerun stale;

	private Duration limit = Duration.ZERO;

	private @Nullable TimedLoads timed;

	/**
	 * The caller waits for its method for as long as a cache says.
	 * @return what it gets at once, as it has waited in vain for the load of another;
	 * {@code null} if it has to load
	 */
	synchronized @Nullable Decoded limit(CacheView cache, Read miss) {
		if (miss.stale() != null && !miss.awaited() && !cache.aside().timeouts().soft().isZero()) {
			cache.aside().stats().recordStaleHit();
			return miss.stale();
		}
		Duration limit = cache.aside().timeouts().of(miss.stale() != null);
		if (!limit.isZero() && (this.limit.isZero() || limit.compareTo(this.limit) < 0)) {
			this.limit = limit;
			this.timed = cache.aside().storage().timed();
		}
		return null;
	}

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
	 * Runs the method, for as long as its caller may wait.
	 * @param finish makes the call once more with a result for which it has not waited
	 */
	@Nullable Object load(CacheOperationInvoker method, BiConsumer<Rerun, @Nullable Object> finish) {
		TimedLoads timed = this.timed;
		if (timed == null) {
			return method.invoke();
		}
		try {
			return timed.<@Nullable Object>call(method::invoke, this.limit, () -> leave(finish));
		}
		catch (ThrowableWrapper ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ThrowableWrapper(ex);
		}
	}

	private LateLoad leave(BiConsumer<Rerun, @Nullable Object> finish) {
		List<Lease> left = taken();
		List<Rerun> reads = left.stream().map((lease) -> new Rerun(lease.cache(), lease.miss(), false)).toList();
		return new LateLoad(reads, () -> restore(left), finish);
	}

	private synchronized void restore(List<Lease> left) {
		this.leases = left;
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
