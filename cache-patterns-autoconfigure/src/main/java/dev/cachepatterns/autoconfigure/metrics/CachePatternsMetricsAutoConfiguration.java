package dev.cachepatterns.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.cache.CacheListener;
import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.cache.PatternCacheManager;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.metrics.CircuitBreakerMetrics;
import dev.cachepatterns.metrics.JournalMetrics;
import dev.cachepatterns.metrics.PatternCacheMetrics;
import dev.cachepatterns.resilience.CircuitBreakers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.cache.metrics.CacheMeterBinderProvider;
import org.springframework.boot.cache.metrics.CacheMetricsRegistrar;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of meters, through Spring Boot's cache metrics: for the caches that
 * exist at the end of the start and for those that come later.
 */
@AutoConfiguration(after = CachePatternsAutoConfiguration.class, before = CacheMetricsAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(PatternCacheManager.class)
public final class CachePatternsMetricsAutoConfiguration {

	@Bean
	CacheMeterBinderProvider<PatternCache> cachePatternsMeterBinderProvider() {
		return PatternCacheMetrics::new;
	}

	@Bean
	@ConditionalOnBean(CircuitBreakers.class)
	CircuitBreakerMetrics cachePatternsCircuitBreakerMetrics(CircuitBreakers breakers) {
		return new CircuitBreakerMetrics(breakers);
	}

	@Bean
	@ConditionalOnBean(Journal.class)
	JournalMetrics cachePatternsJournalMetrics(Journal journal) {
		return new JournalMetrics(journal);
	}

	@Bean
	LateCaches cachePatternsLateCaches(ObjectProvider<CacheMetricsRegistrar> registrar,
			ObjectProvider<PatternCacheManager> manager, ObjectProvider<MeterRegistry> meters) {
		return new LateCaches(registrar, manager, meters);
	}

	/**
	 * Binds caches that are created after Spring Boot has bound those that were there.
	 */
	static final class LateCaches implements CacheListener, SmartInitializingSingleton {

		// As Spring Boot names a manager whose bean is "cacheManager"
		private static final Tag MANAGER = Tag.of("cache.manager", "cacheManager");

		private final ObjectProvider<CacheMetricsRegistrar> registrar;

		private final ObjectProvider<PatternCacheManager> manager;

		private final ObjectProvider<MeterRegistry> meters;

		private volatile boolean started;

		LateCaches(ObjectProvider<CacheMetricsRegistrar> registrar, ObjectProvider<PatternCacheManager> manager,
				ObjectProvider<MeterRegistry> meters) {
			this.registrar = registrar;
			this.manager = manager;
			this.meters = meters;
		}

		@Override
		public void afterSingletonsInstantiated() {
			this.started = true;
			this.manager.ifAvailable((caches) -> caches.getCacheNames().forEach((name) -> bind(caches.getCache(name))));
		}

		@Override
		public void created(PatternCache cache) {
			if (this.started) {
				bind(cache);
			}
		}

		private void bind(PatternCache cache) {
			if (!bound(cache)) {
				this.registrar.ifAvailable((registrar) -> registrar.bindCacheToRegistry(cache, MANAGER));
			}
		}

		private boolean bound(PatternCache cache) {
			MeterRegistry registry = this.meters.getIfAvailable();
			return registry != null && registry.find("cache.gets")
				.tag("name", cache.getName())
				.tag("cache.manager", MANAGER.getValue())
				.meter() != null;
		}

	}

}
