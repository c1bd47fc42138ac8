package dev.cachepatterns.autoconfigure;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.transaction.interceptor.BeanFactoryTransactionAttributeSourceAdvisor;

/**
 * Makes room inside the advice of transactions: by default its order is the last there
 * is, and which of two such advices is the inner one would be left to chance. An order
 * that the application has set stays.
 */
final class TransactionAdvisorOrder implements BeanPostProcessor, PriorityOrdered {

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof BeanFactoryTransactionAttributeSourceAdvisor advisor
				&& advisor.getOrder() == Ordered.LOWEST_PRECEDENCE) {
			advisor.setOrder(Ordered.LOWEST_PRECEDENCE - 1);
		}
		return bean;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
