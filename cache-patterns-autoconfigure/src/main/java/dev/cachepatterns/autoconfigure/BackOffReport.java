package dev.cachepatterns.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.PatternCacheManager;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Says in the log why there is no {@code CacheManager} of ours.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(PatternCacheManager.class)
class BackOffReport {

	private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

	@Bean
	SmartInitializingSingleton cachePatternsBackOffReport(ListableBeanFactory beans, Environment environment) {
		return () -> logger.info("cache-patterns provides no CacheManager: " + reason(beans, environment));
	}

	private static String reason(ListableBeanFactory beans, Environment environment) {
		@Nullable String type = environment.getProperty("spring.cache.type");
		if (type != null) {
			return "spring.cache.type is '%s'. Remove that property to use cache-patterns.".formatted(type);
		}
		List<String> own = new ArrayList<>(List.of(beans.getBeanNamesForType(CacheManager.class)));
		if (beans.containsBean("cacheResolver")) {
			own.add("cacheResolver");
		}
		return "the application has its own, " + own + ". Remove it to use cache-patterns.";
	}

}
