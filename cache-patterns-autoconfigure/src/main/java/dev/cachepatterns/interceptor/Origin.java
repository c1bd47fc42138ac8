package dev.cachepatterns.interceptor;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.util.ClassUtils;

/**
 * The method of a call. Only where it has begun the transaction itself does nobody write
 * after it, so that its value may be left after the commit.
 */
record Origin(Method method, Class<?> target, AnnotationTransactionAttributeSource transactions) {

	/**
	 * Whether it has begun the transaction of the calling thread.
	 */
	boolean beganTransaction() {
		return this.transactions.hasTransactionAttribute(this.method, this.target)
				&& TransactionAspectSupport.currentTransactionStatus().isNewTransaction();
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
