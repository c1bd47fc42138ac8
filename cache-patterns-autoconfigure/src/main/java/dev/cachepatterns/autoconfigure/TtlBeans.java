package dev.cachepatterns.autoconfigure;

import java.util.Optional;

import dev.cachepatterns.ttl.TtlPolicy;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;

/**
 * The policies that the application has written itself.
 */
final class TtlBeans {

	private TtlBeans() {
	}

	/**
	 * The bean whose name or qualifier is that of a cache.
	 */
	static Optional<TtlPolicy> find(String cache, ListableBeanFactory beans) {
		for (String name : beans.getBeanNamesForType(TtlPolicy.class)) {
			if (BeanFactoryAnnotationUtils.isQualifierMatch(cache::equals, name, beans)) {
				return Optional.of(beans.getBean(name, TtlPolicy.class));
			}
		}
		return Optional.empty();
	}

}
