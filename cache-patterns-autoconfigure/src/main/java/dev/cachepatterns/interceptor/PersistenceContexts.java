package dev.cachepatterns.interceptor;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Synchronization;
import org.hibernate.Session;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.util.ClassUtils;

/**
 * Persistence contexts that are open on the calling thread, by open-in-view or an outer
 * transaction.
 */
final class PersistenceContexts {

	private static final boolean HIBERNATE = ClassUtils.isPresent("org.hibernate.Session",
			PersistenceContexts.class.getClassLoader());

	private PersistenceContexts() {
	}

	/**
	 * Whether one of them may hold an entity already.
	 * @param resources those of the calling thread
	 */
	static boolean mayHoldEntities(Collection<Object> resources) {
		for (Object resource : resources) {
			if (resource instanceof EntityManagerHolder holder && !empty(holder.getEntityManager())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Watches the transactions of the calling thread: a commit that was sent and has
	 * failed is reported as a roll-back, though its outcome is not known.
	 * @param resources those of the calling thread
	 * @return whether a commit was sent
	 */
	static BooleanSupplier watchCommit(Collection<Object> resources) {
		AtomicBoolean sent = new AtomicBoolean();
		for (Object resource : resources) {
			if (HIBERNATE && resource instanceof EntityManagerHolder holder) {
				Sessions.beforeCommit(holder.getEntityManager(), () -> sent.set(true));
			}
		}
		return sent::get;
	}

	private static boolean empty(EntityManager entities) {
		return HIBERNATE && Sessions.empty(entities);
	}

	/**
	 * What only Hibernate can tell.
	 */
	private static final class Sessions {

		/**
		 * Has a step run after the flush, if a transaction has been begun.
		 */
		static void beforeCommit(EntityManager entities, Runnable step) {
			try {
				Session session = entities.unwrap(Session.class);
				if (session.isJoinedToTransaction()) {
					session.getTransaction().registerSynchronization(new BeforeCommit(step));
				}
			}
			catch (PersistenceException ex) {
				// Another provider's
			}
		}

		static boolean empty(EntityManager entities) {
			try {
				return entities.unwrap(Session.class).getStatistics().getEntityCount() == 0;
			}
			catch (PersistenceException ex) {
				return false;
			}
		}

	}

	/**
	 * What Hibernate does between flush and commit.
	 */
	private record BeforeCommit(Runnable step) implements Synchronization {

		@Override
		public void beforeCompletion() {
			this.step.run();
		}

		@Override
		public void afterCompletion(int status) {
			// Spring says it
		}

	}

}
