package dev.cachepatterns.interceptor;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.PatternCache;

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

	private boolean reads;

	private volatile boolean left;

	private @Nullable OperationTraits operation;

	private @Nullable String prefix;

	private @Nullable Object stream;

	/**
	 * A call.
	 * @param asynchronous whether its result arrives later
	 * @param executor makes its changes
	 * @param origin the method
	 */
	Invocation(boolean asynchronous, WriteExecutor executor, Origin origin) {
		this.asynchronous = asynchronous;
		this.executor = executor;
		this.origin = origin;
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

	// The operation that Spring has turned to last
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

	// Keeps the stream that the caller gets, while Spring works on a stand-in
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

	private boolean joinsTransaction() {
		return TransactionWrites.active() && !this.origin.leavesTransaction();
	}

	private void leaveToTransaction(CacheWrite write) {
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
	 */
	void endLater() {
		if (!this.left) {
			endNow();
		}
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
	 * The end of that transaction, after {@link #runPending} if it has committed.
	 */
	void transactionEnded() {
		this.pending.drain().forEach(CacheWrite::abandon);
		endNow();
		this.left = false;
	}

	/**
	 * The end of that transaction, when nobody knows whether it has committed.
	 */
	void transactionLost() {
		this.executor.execute(announcements()::endUnknown);
	}

	/**
	 * The fill of a read, whose failure the error handler may turn into the caller's.
	 */
	void fill(CacheWrite.Fill fill) {
		CacheWrite.Fill due = transactional() ? fill.later() : fill;
		this.leases.remove(fill.miss());
		if (this.asynchronous || transactional()) {
			write(due);
		}
		else {
			due.run();
		}
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
	 * Does it; what fails is reported.
	 */
	CompletableFuture<@Nullable Void> runFirst() {
		return announcements().runFirst(joinsTransaction());
	}

	/**
	 * Does what is due first inside a transaction that does not belong to a thread, and
	 * will be done again after its commit.
	 */
	CompletableFuture<@Nullable Void> runFirstInTransaction() {
		announcements().first().forEach(this.pending::add);
		return announcements().runFirstNow().thenCompose((done) -> announcements().runExpected());
	}

	/**
	 * Announces the changes that the result has caused so far, before the commit of such
	 * a transaction.
	 */
	CompletableFuture<@Nullable Void> announcePending() {
		return announcements().addLater(this.pending.all());
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

	/**
	 * Leaves the changes of a result that is there already to the transaction of the
	 * calling thread, if there is one.
	 */
	void joinTransaction() {
		if (joinsTransaction()) {
			this.pending.drain().forEach(this::leaveToTransaction);
		}
	}

	Origin origin() {
		return this.origin;
	}

	WriteExecutor executor() {
		return this.executor;
	}

}
