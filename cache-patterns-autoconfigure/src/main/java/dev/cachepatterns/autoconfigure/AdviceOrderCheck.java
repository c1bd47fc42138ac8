package dev.cachepatterns.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.aop.Advisor;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.Ordered;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * Checks at the start, whatever orders the application has set, that nobody is answered
 * from a cache who may not call the method, and that a write belongs to the transaction
 * of its method.
 */
final class AdviceOrderCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

	private final ListableBeanFactory beans;

	AdviceOrderCheck(ListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.beans.getBeansOfType(Advisor.class, true, false).forEach(this::check);
	}

	private void check(String name, Advisor advisor) {
		if (!(advisor instanceof Ordered ordered)) {
			return;
		}
		int order = ordered.getOrder();
		boolean security = advisor.getClass().getName().startsWith("org.springframework.security.");
		if (security && order >= InterceptorConfiguration.READ_ORDER) {
			throw new CachePatternsConfigurationException(
					"The order of '%s' is %d, which is inside the advice of caches (%d): a cached value would be given to those who may not call the method."
						.formatted(name, order, InterceptorConfiguration.READ_ORDER),
					"Let the offset of @EnableMethodSecurity be small: its own default orders are 100 to 600.");
		}
		if (advisor.getAdvice() instanceof TransactionInterceptor) {
			checkTransactions(name, order);
		}
	}

	private static void checkTransactions(String name, int order) {
		if (order >= InterceptorConfiguration.WRITE_ORDER) {
			throw new CachePatternsConfigurationException(
					"The order of '%s' is %d, which does not leave room for the advice of cache writes inside of it."
						.formatted(name, order),
					"Let the order of @EnableTransactionManagement be less than %d."
						.formatted(InterceptorConfiguration.WRITE_ORDER));
		}
		if (order <= InterceptorConfiguration.READ_ORDER) {
			logger.warn(
					"The order of '%s' is %d, which is outside the advice of cache reads (%d): a hit on a @Transactional method begins a transaction. Remove the order of @EnableTransactionManagement."
						.formatted(name, order, InterceptorConfiguration.READ_ORDER));
		}
	}

}
