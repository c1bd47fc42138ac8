package dev.cachepatterns.interceptor;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The changes of a call whose result arrives later, in a transaction that does not belong
 * to a thread.
 *
 * @param invocation the call
 * @param announcements what it announces
 * @param pending the changes that its result has caused so far
 */
record LaterWrites(Invocation invocation, Announcements announcements, PendingWrites pending) {

	/**
	 * Does what has to be done before the method; what fails is reported.
	 */
	CompletableFuture<@Nullable Void> runFirst() {
		return this.announcements.runFirst(this.invocation.joinsTransaction());
	}

	/**
	 * Does what is due first inside such a transaction, and will be done again after its
	 * commit.
	 */
	CompletableFuture<@Nullable Void> runFirstInTransaction() {
		this.announcements.first().forEach(this.pending::add);
		return this.announcements.runFirstNow().thenCompose((done) -> this.announcements.runExpected());
	}

	/**
	 * Announces the changes before the commit.
	 */
	CompletableFuture<@Nullable Void> announce() {
		return this.announcements.addLater(this.pending.all());
	}

	/**
	 * The end of the transaction, after {@link Invocation#runPending} if it has
	 * committed.
	 */
	void transactionEnded() {
		this.pending.drain().forEach(CacheWrite::abandon);
		this.invocation.endInTransaction();
	}

	/**
	 * The end of the transaction, when nobody knows whether it has committed.
	 */
	void transactionLost() {
		this.invocation.executor().execute(this.announcements::endUnknown);
	}

	/**
	 * Leaves the changes of a result that is there already to the transaction of the
	 * calling thread.
	 */
	void joinTransaction() {
		this.pending.drain().forEach(this.invocation::leaveToTransaction);
	}

}
