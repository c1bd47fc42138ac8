package dev.cachepatterns.autoconfigure.endpoint;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.cache.PatternCacheManager;
import dev.cachepatterns.endpoint.CachePatternsEndpoint;

/**
 * Auto-configuration of {@code /actuator/cachepatterns}, which an application exposes by
 * {@code management.endpoints.web.exposure.include}.
 */
@AutoConfiguration(after = CachePatternsAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(PatternCacheManager.class)
public final class CachePatternsEndpointAutoConfiguration {

	/**
	 * Apart, as its condition cannot be read where there is no actuator.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnAvailableEndpoint(CachePatternsEndpoint.class)
	static class EndpointConfiguration {

		@Bean
		@ConditionalOnMissingBean
		CachePatternsEndpoint cachePatternsEndpoint(PatternCacheManager caches) {
			return new CachePatternsEndpoint(caches);
		}

	}

}
