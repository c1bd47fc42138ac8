package dev.cachepatterns.interceptor;

import java.sql.Connection;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

import dev.cachepatterns.pattern.OnMiss;

/**
 * What the calling thread may do about a miss. What it would load may be older than a
 * lease that it takes now, if its transaction reads from a snapshot (REPEATABLE READ and
 * above), has itself written, or if a persistence context that is open already may hand
 * out an entity that was loaded before. Hits are used all the same.
 */
final class FillRules implements Supplier<OnMiss> {

	private static final boolean JDBC = present("org.springframework.jdbc.datasource.ConnectionHolder");

	private static final boolean JPA = present("org.springframework.orm.jpa.EntityManagerHolder")
			&& present("jakarta.persistence.EntityManager");

	private final Isolations isolations = new Isolations();

	@Override
	public OnMiss get() {
		Map<Object, Object> resources = TransactionSynchronizationManager.getResourceMap();
		if (resources.isEmpty()) {
			return OnMiss.WAIT;
		}
		if (holdEntities(resources)) {
			return OnMiss.PASS;
		}
		if (!TransactionWrites.active()) {
			return OnMiss.WAIT;
		}
		return (TransactionWrites.written() || readsSnapshot(resources)) ? OnMiss.PASS : OnMiss.LEASE;
	}

	/**
	 * Whether a persistence context is open that may hand out an entity that was loaded
	 * before: what a writer returns may hold what others have made old.
	 */
	static boolean holdEntities() {
		return holdEntities(TransactionSynchronizationManager.getResourceMap());
	}

	/**
	 * Watches the transaction of the calling thread from before its commit on.
	 * @return whether a commit was sent, of which a failure says nothing
	 */
	static BooleanSupplier watchCommit() {
		return JPA ? PersistenceContexts.watchCommit(TransactionSynchronizationManager.getResourceMap().values())
				: () -> false;
	}

	private static boolean holdEntities(Map<Object, Object> resources) {
		return JPA && !resources.isEmpty() && PersistenceContexts.mayHoldEntities(resources.values());
	}

	private boolean readsSnapshot(Map<Object, Object> resources) {
		Integer isolation = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
		if (isolation != null) {
			return isolation >= Connection.TRANSACTION_REPEATABLE_READ;
		}
		return JDBC && this.isolations.readSnapshotsByDefault(resources);
	}

	private static boolean present(String name) {
		return ClassUtils.isPresent(name, FillRules.class.getClassLoader());
	}

}
