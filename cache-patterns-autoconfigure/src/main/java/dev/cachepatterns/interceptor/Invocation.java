package dev.cachepatterns.interceptor;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.pattern.Read;

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

	private final Origin origin;

	private @Nullable Announcements announcements;

	private final PendingWrites pending = new PendingWrites();

	private final UnusedLeases leases = new UnusedLeases();

	private final @Nullable Rerun rerun;

	private final Consumer<Invocation> reload;

	private boolean reads;

	private boolean writes;

	private volatile boolean left;

	private @Nullable OperationTraits operation;

	private @Nullable String prefix;

	/**
	 * A call.
	 * @param asynchronous whether its result arrives later
	 * @param executor makes its changes
	 * @param origin the method
	 * @param reload makes the call once more, as the invocation that it is given
	 * @param rerun what it is made once more for; {@code null} for the first time
	 */
	Invocation(boolean asynchronous, WriteExecutor executor, Origin origin, Consumer<Invocation> reload,
			@Nullable Rerun rerun) {
		this.asynchronous = asynchronous;
		this.executor = executor;
		this.origin = origin;
		this.reload = reload;
		this.rerun = rerun;
	}

	/**
	 * The call once more.
	 */
	Invocation again(Rerun rerun) {
		return new Invocation(this.asynchronous, this.executor, this.origin, this.reload, rerun);
	}

	@Nullable Rerun rerun() {
		return this.rerun;
	}

	/**
	 * A cache has answered: keeps its value there, as the method can load it anew.
	 */
	void keep(CacheView cache, Read hit) {
		if (this.rerun == null && !this.writes) {
			cache.keep(hit, (due) -> this.reload.accept(again(new Rerun(cache, due, false))));
		}
	}

	/**
	 * The method has failed.
	 * @return the call that serves a value in its place, {@code null} if there is none
	 */
	@Nullable Rerun fail(Throwable failure) {
		this.leases.failed(failure);
		boolean serves = this.rerun == null && !this.writes && failure instanceof Exception;
		return serves ? this.leases.stale() : null;
	}

	/**
	 * Spring turns to the next operation of the call.
	 */
	void begin(OperationTraits operation) {
		this.operation = operation;
		this.reads |= operation.fill();
		if (!operation.fill()) {
			this.writes = true;
			this.leases.keepToCaller();
		}
	}

	/**
	 * An operation of this call changes a cache after its method.
	 * @param write the change, {@code null} if it is not known before
	 * @param leaves whether it leaves a value
	 */
	void willWrite(Supplier<@Nullable CacheWrite> write, boolean leaves) {
		announcements().expect(write, leaves && !FillRules.holdEntities());
	}

	/**
	 * Announces what the method is going to write, before it runs.
	 */
	void announce() {
		this.leases.rethrow();
		Announcements expected = this.announcements;
		if (expected != null) {
			boolean transactional = joinsTransaction();
			expected.announce(transactional, transactional && expected.leaves() && this.origin.beganTransaction());
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
	 * Whether fills and writes of this call have to wait for a commit.
	 */
	boolean transactional() {
		return !this.asynchronous && TransactionWrites.active();
	}

	boolean fillsLater() {
		return this.asynchronous || transactional();
	}

	boolean joinsTransaction() {
		return TransactionWrites.active() && !this.origin.leavesTransaction();
	}

	void leaveToTransaction(CacheWrite write) {
		TransactionWrites.add(write, this.executor, this.origin.beganTransaction());
	}

	/**
	 * A change after the method's own work: its failure never reaches the caller.
	 */
	void write(CacheWrite write) {
		if (this.asynchronous) {
			this.pending.add(write);
		}
		else if (joinsTransaction()) {
			leaveToTransaction(write);
		}
		else {
			announcements().run(write, true);
		}
	}

	// What its reads hold, which is given back when the call ends without a fill
	UnusedLeases leases() {
		return this.leases;
	}

	/**
	 * The end of the call: ends what it has announced, and gives back the leases that no
	 * fill has used, here.
	 */
	void end() {
		if (this.announcements != null) {
			this.announcements.end();
		}
		this.leases.release();
	}

	/**
	 * The same, on another thread; not before the end of the transaction that it has been
	 * left to.
	 * @param failure what the method has failed with
	 */
	void endLater(@Nullable Throwable failure) {
		if (failure != null) {
			fail(Completion.cause(failure));
		}
		if (!this.left) {
			endNow();
		}
	}

	/**
	 * The end of the transaction that it has been left to.
	 */
	void endInTransaction() {
		endNow();
		this.left = false;
	}

	private void endNow() {
		if (this.announcements != null || this.leases.held()) {
			this.executor.execute(this::end);
		}
	}

	/**
	 * Leaves the end of this call to a transaction that does not belong to a thread.
	 * @return whether it has not been left before
	 */
	boolean leave() {
		boolean first = !this.left;
		this.left = true;
		return first;
	}

	/**
	 * A change before the method runs. Inside a transaction it is made again after the
	 * commit, as readers may have put the old value back.
	 */
	void writeFirst(CacheWrite write) {
		if (this.asynchronous) {
			announcements().expectFirst(write);
			return;
		}
		if (!joinsTransaction()) {
			announcements().addFirst(write);
			return;
		}
		leaveToTransaction(write);
		write.run();
	}

	/**
	 * Whether a method that does not block has to wait for something.
	 */
	boolean waitsForFirst() {
		return this.announcements != null && this.announcements.waits(joinsTransaction());
	}

	/**
	 * Makes the changes that the result has caused so far, on another thread; what fails
	 * is reported.
	 * @param publish whether new values may be left
	 */
	CompletableFuture<@Nullable Void> runPending(boolean publish) {
		List<CacheWrite> writes = this.pending.drain();
		return writes.isEmpty() ? CompletableFuture.completedFuture(null) : announcements().runLater(writes, publish);
	}

	PendingWrites pending() {
		return this.pending;
	}

	/**
	 * What is done with the changes of a result that arrives later, beside making them.
	 */
	LaterWrites later() {
		return new LaterWrites(this, announcements(), this.pending);
	}

	Origin origin() {
		return this.origin;
	}

	WriteExecutor executor() {
		return this.executor;
	}

}
