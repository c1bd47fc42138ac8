package dev.cachepatterns.autoconfigure;

import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import dev.cachepatterns.cache.CacheListener;
import dev.cachepatterns.autoconfigure.ConsistencyProperties.OnUnreachable;
import dev.cachepatterns.cache.FailurePolicy;
import dev.cachepatterns.cache.KeyPrefixResolver;
import dev.cachepatterns.autoconfigure.CachePatternsProperties.CacheSettings;
import dev.cachepatterns.cache.PatternCacheManager;
import dev.cachepatterns.cache.Surroundings;
import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.interceptor.CachePatternsInterceptor;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.Consistency;
import dev.cachepatterns.pattern.LoadGuard;
import dev.cachepatterns.pattern.Storage;
import dev.cachepatterns.pattern.Trust;
import dev.cachepatterns.resilience.CircuitBreakerStore;
import dev.cachepatterns.resilience.CircuitBreakers;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.ttl.TtlPolicy;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizers;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.util.function.SingletonSupplier;

/**
 * The {@code CacheManager}, unless the application has chosen another.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(value = CacheManager.class, name = "cacheResolver")
@Conditional(CacheManagerConfiguration.NoExplicitCacheType.class)
class CacheManagerConfiguration {

	@Bean
	PatternCacheManager cacheManager(CachePatternsProperties properties, Storage storage,
			ObjectProvider<CacheListener> listeners, ObjectProvider<CacheManagerCustomizer<?>> customizers,
			BeanFactory beans) {
		IgnoredProperties.report(beans.getBean(Environment.class));
		FailurePolicy failures = new FailurePolicy(properties.resilience().errorHandler(),
				SingletonSupplier.ofNullable(() -> beans.getBeanProvider(Journal.class).getIfAvailable()),
				properties.consistency().onUnreachable() == OnUnreachable.REJECT);
		PatternCacheManager manager = new PatternCacheManager((name) -> cache(name, storage, properties, beans),
				failures, (cache) -> listeners.orderedStream().forEach((listener) -> listener.created(cache)),
				SingletonSupplier.of(() -> surroundings(beans)));
		return new CacheManagerCustomizers(customizers.orderedStream().toList()).customize(manager);
	}

	private static Surroundings surroundings(BeanFactory beans) {
		CachePatternsInterceptor interceptor = beans.getBeanProvider(CachePatternsInterceptor.class).getIfAvailable();
		return (interceptor != null) ? interceptor.surroundings() : Surroundings.none();
	}

	private static CacheAside cache(String name, Storage storage, CachePatternsProperties properties,
			BeanFactory beans) {
		CacheSettings own = properties.settings(name);
		TtlPolicy ttl = TtlBeans.find(name, (ListableBeanFactory) beans).orElseGet(() -> properties.ttl(name));
		// An eviction of a tag is for strict caches too
		Consistency consistency = name.equals(Region.TAGS) ? Consistency.STRICT : own.consistency();
		CacheAside cache = new CacheAside(name, storage, ttl, new CacheStats(), consistency,
				properties.loadTimeouts(name));
		cache.switchTo((own.mode() != null) ? own.mode() : properties.mode());
		return cache;
	}

	@Bean
	Refreshes cachePatternsRefreshes(CachePatternsProperties properties, ObjectProvider<TaskDecorator> decorators) {
		return new Refreshes(properties.refresh().threads(), decorators);
	}

	@Bean
	Storage cachePatternsStorage(BeanFactory beans, EntryCodec codec, CacheExecutor executor,
			CachePatternsProperties properties) {
		CacheStore available = beans.getBeanProvider(CacheStore.class).getIfAvailable();
		if (available == null) {
			throw missing(properties.backend());
		}
		CircuitBreakers breakers = beans.getBeanProvider(CircuitBreakers.class).getIfAvailable();
		// What is in this JVM does not fail
		boolean local = available.name().equals("memory");
		CacheStore store = (breakers != null && !local) ? new CircuitBreakerStore(available, breakers) : available;
		Refreshes refreshes = beans.getBean(Refreshes.class);
		return new Storage(store, codec, Stamps.random(), executor.executor(), refreshes.executor(), refreshes.timed(),
				prefix(beans.getBeanProvider(KeyPrefixResolver.class), properties), Clock.systemUTC(),
				properties.consistency().timeouts(properties.refresh().retry()),
				beans.getBeanProvider(Trust.class).orderedStream().reduce(Trust.always(), Trust::and),
				beans.getBean(LoadGuard.class));
	}

	private static Supplier<String> prefix(ObjectProvider<KeyPrefixResolver> prefixes,
			CachePatternsProperties properties) {
		KeyPrefixResolver resolver = prefixes.getIfAvailable(() -> properties::keyPrefix);
		String broken = "A KeyPrefixResolver returned null (" + resolver.getClass().getName()
				+ "): return a prefix for every call, or throw an exception that says who may not call";
		return () -> Objects.requireNonNull(resolver.resolve(), broken);
	}

	private static CachePatternsConfigurationException missing(Backend backend) {
		String needs = switch (backend) {
			case REDIS -> "a RedisConnectionFactory bean, which spring-boot-starter-data-redis provides";
			case MEMCACHED -> "com.googlecode.xmemcached:xmemcached on the class path";
			case MEMORY -> "com.github.ben-manes.caffeine:caffeine on the class path";
		};
		return new CachePatternsConfigurationException(
				"Property 'cache-patterns.backend' is '%s', which needs %s."
					.formatted(backend.name().toLowerCase(Locale.ROOT), needs),
				"Depend on cache-patterns-starter, which brings all of them, or set another backend.");
	}

	/**
	 * Matches unless {@code spring.cache.type} chooses one of Spring Boot's caches.
	 */
	static final class NoExplicitCacheType extends NoneNestedConditions {

		NoExplicitCacheType() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		/**
		 * The application has chosen.
		 */
		@ConditionalOnProperty("spring.cache.type")
		static final class ExplicitCacheType {

		}

	}

}
