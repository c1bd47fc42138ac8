package dev.cachepatterns.interceptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.interceptor.CacheWrite.Touched;
import dev.cachepatterns.pattern.WriteIntent;
import dev.cachepatterns.store.Region;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The changes to caches that wait for the commit of the current thread's transaction.
 * Keys are announced before the commit, which sends readers to the database until the
 * change is made after it. A roll-back drops the changes. A roll-back to a savepoint, or
 * a key that could not be announced, turns them into invalidations. When the outcome of
 * the commit is unknown, announced keys are left to their time.
 */
final class TransactionWrites implements TransactionSynchronization {

	private static final Log logger = LogFactory.getLog(TransactionWrites.class);

	private final List<Change> changes = new ArrayList<>();

	private final Set<@Nullable Touched> touched = new HashSet<>();

	private final Map<Touched, WriteIntent> intents = new HashMap<>();

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

	/**
	 * Adds a change.
	 * @param own whether the method that makes it has begun the transaction: others may
	 * still change what it has written, so that its value is not left
	 */
	static void add(CacheWrite write, WriteExecutor executor, boolean own) {
		TransactionWrites current = current();
		if (current == null) {
			current = new TransactionWrites(executor);
			TransactionSynchronizationManager.bindResource(TransactionWrites.class, current);
			TransactionSynchronizationManager.registerSynchronization(current);
		}
		current.changes.add(new Change(write, own));
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
	public void beforeCommit(boolean readOnly) {
		try {
			for (Change change : this.changes) {
				Touched key = change.write().touches();
				if (key != null && !this.intents.containsKey(key)) {
					WriteIntent intent = change.write().intend();
					if (intent != null) {
						this.intents.put(key, intent);
					}
				}
			}
		}
		catch (RuntimeException ex) {
			// The write goes on. What is not announced is invalidated after the commit,
			// and
			// what fails then is reported; the connection is not held for more timeouts
			logger.debug("A write is not announced", ex);
		}
	}

	@Override
	public void afterCommit() {
		Map<Touched, Change> last = new HashMap<>();
		for (Change change : this.changes) {
			Touched key = change.write().touches();
			if (key == null || !this.intents.containsKey(key)) {
				boolean safe = !this.partlyRolledBack && (key == null || key.key() == null);
				this.executor.run(safe ? change.write() : change.write().invalidation());
			}
			else {
				last.merge(key, change, (former, latter) -> new Change(latter.write(), former.own() && latter.own()));
			}
		}
		last.forEach((key, change) -> this.executor.run(change.write(), () -> change.write()
			.exit(Objects.requireNonNull(this.intents.remove(key)), change.own() && !this.partlyRolledBack)));
	}

	@Override
	public void afterCompletion(int status) {
		TransactionSynchronizationManager.unbindResourceIfPossible(TransactionWrites.class);
		if (status == STATUS_ROLLED_BACK) {
			this.changes.forEach((change) -> change.write().abandon());
			this.changes.forEach(this::leave);
		}
		if (status == STATUS_UNKNOWN) {
			this.changes.stream()
				.map(Change::write)
				.filter((write) -> !this.intents.containsKey(write.touches()))
				.forEach((write) -> this.executor.run(write.invalidation()));
		}
	}

	private void leave(Change change) {
		WriteIntent intent = this.intents.remove(change.write().touches());
		if (intent != null) {
			this.executor.run(change.write(), intent::leave);
		}
	}

	private static @Nullable TransactionWrites current() {
		return (TransactionWrites) TransactionSynchronizationManager.getResource(TransactionWrites.class);
	}

	/**
	 * A change, and whether its method has begun the transaction.
	 */
	private record Change(CacheWrite write, boolean own) {
	}

}
