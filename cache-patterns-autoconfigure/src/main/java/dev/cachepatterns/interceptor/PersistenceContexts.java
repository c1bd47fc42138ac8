package dev.cachepatterns.interceptor;

import java.util.Collection;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
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

	private static boolean empty(EntityManager entities) {
		return HIBERNATE && Sessions.empty(entities);
	}

	/**
	 * What only Hibernate can tell.
	 */
	private static final class Sessions {

		static boolean empty(EntityManager entities) {
			try {
				return entities.unwrap(Session.class).getStatistics().getEntityCount() == 0;
			}
			catch (PersistenceException ex) {
				return false;
			}
		}

	}

}
