package dev.cachepatterns.interceptor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.interceptor.CacheWrite.Touched;
import dev.cachepatterns.store.Region;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The changes to caches that wait for the commit of the current thread's transaction. A
 * roll-back drops them. A roll-back to a savepoint, or a commit whose outcome is unknown,
 * turns them into invalidations.
 */
final class TransactionWrites implements TransactionSynchronization {

	private final List<CacheWrite> writes = new ArrayList<>();

	private final Set<@Nullable Touched> touched = new HashSet<>();

	private final WriteExecutor executor;

	private boolean partlyRolledBack;

	private TransactionWrites(WriteExecutor executor) {
		this.executor = executor;
	}

	/**
	 * Whether changes of the calling thread have to wait.
	 */
	static boolean active() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.isActualTransactionActive();
	}

	static void add(CacheWrite write, WriteExecutor executor) {
		TransactionWrites current = current();
		if (current == null) {
			current = new TransactionWrites(executor);
			TransactionSynchronizationManager.bindResource(TransactionWrites.class, current);
			TransactionSynchronizationManager.registerSynchronization(current);
		}
		current.writes.add(write);
		current.touched.add(write.touches());
	}

	/**
	 * Whether the current transaction has made an entry old, so that it must be read from
	 * the database and not be stored.
	 */
	static boolean touched(Region cache, Object key) {
		TransactionWrites current = current();
		return current != null && (current.touched.contains(new Touched(cache, key))
				|| current.touched.contains(new Touched(cache, null)));
	}

	@Override
	public void suspend() {
		TransactionSynchronizationManager.unbindResourceIfPossible(TransactionWrites.class);
	}

	@Override
	public void resume() {
		TransactionSynchronizationManager.bindResource(TransactionWrites.class, this);
	}

	@Override
	public void savepointRollback(Object savepoint) {
		this.partlyRolledBack = true;
	}

	@Override
	public void afterCommit() {
		this.writes.forEach((write) -> this.executor.run(this.partlyRolledBack ? write.invalidation() : write));
	}

	@Override
	public void afterCompletion(int status) {
		TransactionSynchronizationManager.unbindResourceIfPossible(TransactionWrites.class);
		if (status == STATUS_ROLLED_BACK) {
			this.writes.forEach(CacheWrite::abandon);
		}
		if (status == STATUS_UNKNOWN) {
			this.writes.forEach((write) -> this.executor.run(write.invalidation()));
		}
	}

	private static @Nullable TransactionWrites current() {
		return (TransactionWrites) TransactionSynchronizationManager.getResource(TransactionWrites.class);
	}

}
