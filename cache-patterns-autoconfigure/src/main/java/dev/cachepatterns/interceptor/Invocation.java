package dev.cachepatterns.interceptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.store.Region;

/**
 * One call of an annotated method, and the changes to caches that it causes.
 * <p>
 * A call that blocks makes them at once, or after the commit of its transaction. A call
 * that returns a future or a publisher collects them: they are made, without blocking the
 * thread on which the result arrives, before the caller sees it.
 */
final class Invocation {

	private final boolean asynchronous;

	private final WriteExecutor executor;

	private final BooleanSupplier ownTransaction;

	private @Nullable Announcements announcements;

	private List<Runnable> writes = List.of();

	private List<CacheWrite> before = List.of();

	private List<CacheWrite> pending = List.of();

	private List<Lease> leases = List.of();

	private boolean reads;

	private @Nullable OperationTraits operation;

	private @Nullable String prefix;

	private @Nullable Object stream;

	/**
	 * A call.
	 * @param asynchronous whether its result arrives later
	 * @param executor makes its changes
	 * @param ownTransaction asked inside a transaction whether the method has begun it
	 */
	Invocation(boolean asynchronous, WriteExecutor executor, BooleanSupplier ownTransaction) {
		this.asynchronous = asynchronous;
		this.executor = executor;
		this.ownTransaction = ownTransaction;
	}

	/**
	 * Spring turns to the next operation of the call.
	 */
	void begin(OperationTraits operation) {
		this.operation = operation;
		this.reads |= operation.fill();
	}

	/**
	 * An operation of this call changes a cache after its method.
	 * @param key the key, {@code null} if it is not known before
	 */
	void willWrite(PatternCache cache, Supplier<@Nullable Object> key) {
		this.writes = with(this.writes, () -> {
			Object known = key.get();
			if (known != null) {
				announcements().add(new CacheWrite.Evict(cache, known));
			}
		});
	}

	/**
	 * Announces what the method is going to write, unless a transaction will.
	 */
	void announce() {
		if (!TransactionWrites.active()) {
			this.writes.forEach(Runnable::run);
		}
	}

	private Announcements announcements() {
		Announcements known = this.announcements;
		if (known == null) {
			known = new Announcements(this.executor);
			this.announcements = known;
		}
		return known;
	}

	/**
	 * The operation that Spring has turned to last.
	 */
	OperationTraits begun() {
		return Objects.requireNonNull(this.operation);
	}

	boolean writesOnly() {
		return !this.reads;
	}

	/**
	 * First part of all keys of this call, asked for once.
	 */
	String prefix(PatternCache cache) {
		String known = this.prefix;
		if (known == null) {
			known = cache.prefix();
			this.prefix = known;
		}
		return known;
	}

	/**
	 * Keeps the stream that the caller gets, while Spring works on a stand-in.
	 */
	void hold(Object stream) {
		this.stream = stream;
	}

	@Nullable Object held() {
		return this.stream;
	}

	/**
	 * Whether fills and writes of this call have to wait for a commit.
	 */
	boolean transactional() {
		return !this.asynchronous && TransactionWrites.active();
	}

	boolean touched(Region cache, Object key) {
		return TransactionWrites.active() && TransactionWrites.touched(cache, key);
	}

	/**
	 * A change after the method's own work: its failure never reaches the caller.
	 */
	void write(CacheWrite write) {
		if (this.asynchronous) {
			synchronized (this) {
				this.pending = with(this.pending, write);
			}
		}
		else if (TransactionWrites.active()) {
			TransactionWrites.add(write, this.executor, this.ownTransaction.getAsBoolean());
		}
		else {
			announcements().run(write);
		}
	}

	/**
	 * A read of this call has missed; its lease is given back when the call ends without
	 * a fill.
	 */
	void missed(PatternCache cache, Read miss) {
		if (miss.lease() != 0) {
			synchronized (this) {
				this.leases = with(this.leases, new Lease(cache, miss));
			}
		}
	}

	/**
	 * The end of the call: ends what it has announced, and gives back the leases that no
	 * fill has used, here.
	 */
	void end() {
		if (this.announcements != null) {
			this.announcements.end();
		}
		unused().forEach(Lease::release);
	}

	/**
	 * The same, on another thread.
	 */
	void endLater() {
		List<Lease> unused = unused();
		if (!unused.isEmpty()) {
			this.executor.execute(() -> unused.forEach(Lease::release));
		}
	}

	private synchronized List<Lease> unused() {
		List<Lease> unused = this.leases;
		this.leases = List.of();
		return unused;
	}

	/**
	 * The fill of a read, whose failure the error handler may turn into the caller's.
	 */
	void fill(CacheWrite.Fill fill) {
		synchronized (this) {
			this.leases = this.leases.stream().filter((lease) -> lease.miss() != fill.miss()).toList();
		}
		if (this.asynchronous || TransactionWrites.active()) {
			write(fill);
		}
		else {
			fill.run();
		}
	}

	/**
	 * A change before the method runs. Inside a transaction it is made again after the
	 * commit, as readers may have put the old value back.
	 */
	void writeFirst(CacheWrite write) {
		if (this.asynchronous) {
			this.before = with(this.before, write);
			return;
		}
		if (TransactionWrites.active()) {
			TransactionWrites.add(write, this.executor, this.ownTransaction.getAsBoolean());
		}
		write.run();
	}

	boolean waitsForFirst() {
		return !this.before.isEmpty();
	}

	CompletableFuture<@Nullable Void> runFirst() {
		return this.executor.runAsync(this.before);
	}

	/**
	 * The changes that the result has caused so far; none remain.
	 */
	List<CacheWrite> drain() {
		synchronized (this) {
			List<CacheWrite> drained = this.pending;
			this.pending = List.of();
			return drained;
		}
	}

	private static <T> List<T> with(List<T> items, T item) {
		List<T> all = new ArrayList<>(items);
		all.add(item);
		return all;
	}

	/**
	 * Leaves the changes of a result that is there already to the transaction of the
	 * calling thread, if there is one.
	 */
	void joinTransaction() {
		if (TransactionWrites.active()) {
			drain().forEach((write) -> TransactionWrites.add(write, this.executor, this.ownTransaction.getAsBoolean()));
		}
	}

	WriteExecutor executor() {
		return this.executor;
	}

	private record Lease(PatternCache cache, Read miss) {

		void release() {
			this.cache.release(this.miss);
		}

	}

}
