package dev.cachepatterns.interceptor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.pattern.Read;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;
import org.springframework.expression.EvaluationException;

/**
 * What the reads of a call hold, leases above all, until a fill uses it.
 */
final class UnusedLeases {

	private List<Lease> leases = List.of();

	private @Nullable Rerun stale;

	private @Nullable Throwable failure;

	private @Nullable Throwable joined;

	private boolean shared = true;

	private final Deadline deadline = new Deadline();

	synchronized void add(CacheView cache, Read miss) {
		if (miss.failure() != null) {
			join(miss.failure());
		}
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
	 * How long the call waits for its method.
	 */
	Deadline deadline() {
		return this.deadline;
	}

	/**
	 * Runs the method.
	 * @param finish makes the call once more with a result for which it has not waited
	 */
	@Nullable Object run(CacheOperationInvoker method, BiConsumer<Rerun, @Nullable Object> finish) {
		return this.deadline.run(method, this::leave, finish);
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
	 * What the call fails with in place of its method, as the load has failed that a read
	 * has waited for; {@code null} if it has not.
	 */
	synchronized @Nullable Throwable joined() {
		return this.shared ? this.joined : null;
	}

	synchronized void join(Throwable failure) {
		this.joined = failure;
	}

	/**
	 * Fails with it.
	 */
	void rethrow() {
		Throwable other = joined();
		if (other != null) {
			throw new ThrowableWrapper(other);
		}
	}

	/**
	 * The method has failed.
	 */
	synchronized void failed(Throwable thrown) {
		this.failure = (thrown instanceof ThrowableWrapper wrapped) ? wrapped.getOriginal() : thrown;
	}

	/**
	 * The call shares no failure with others: its method does more than to load, or in a
	 * transaction.
	 */
	synchronized void keepToCaller() {
		this.shared = false;
	}

	/**
	 * Gives them back.
	 */
	void release() {
		List<Lease> taken = taken();
		if (!taken.isEmpty()) {
			Throwable thrown = failure();
			taken.forEach((lease) -> lease.cache().release(lease.miss(), thrown != null, shares() ? thrown : null));
		}
	}

	private synchronized @Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * Whether the load of another caller would fail as well.
	 */
	private synchronized boolean shares() {
		return this.shared && !TransactionWrites.active() && !(this.failure instanceof EvaluationException);
	}

	private synchronized List<Lease> taken() {
		List<Lease> taken = this.leases;
		this.leases = List.of();
		return taken;
	}

	private record Lease(CacheView cache, Read miss) {
	}

}
