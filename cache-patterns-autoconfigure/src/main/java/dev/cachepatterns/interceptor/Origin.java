package dev.cachepatterns.interceptor;

import java.lang.reflect.Method;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * The method of a call. Only where it has begun the transaction itself does nobody write
 * after it, so that its value may be left after the commit.
 */
record Origin(Method method, Class<?> target, AnnotationTransactionAttributeSource transactions) {

	private static final Set<Integer> LEAVING = Set.of(TransactionDefinition.PROPAGATION_REQUIRES_NEW,
			TransactionDefinition.PROPAGATION_NOT_SUPPORTED);

	/**
	 * Whether it has begun the transaction of the calling thread.
	 */
	boolean beganTransaction() {
		// The status is that of the innermost advice: of a caller, where a repository
		// begins its own transaction further inside
		return beganTransaction(TransactionSynchronizationManager.getCurrentTransactionName())
				&& TransactionAspectSupport.currentTransactionStatus().isNewTransaction();
	}

	/**
	 * Whether it leaves the transaction of the calling thread further inside, as a
	 * repository does that begins one of its own.
	 */
	boolean leavesTransaction() {
		TransactionAttribute attribute = this.transactions.getTransactionAttribute(this.method, this.target);
		return attribute != null && LEAVING.contains(attribute.getPropagationBehavior())
				&& !beganTransaction(TransactionSynchronizationManager.getCurrentTransactionName());
	}

	/**
	 * Whether it has begun a reactive transaction, which has the name of the method that
	 * has.
	 */
	boolean beganTransaction(@Nullable String name) {
		return this.transactions.hasTransactionAttribute(this.method, this.target)
				&& ClassUtils.getQualifiedMethodName(this.method, this.target).equals(name);
	}

}
