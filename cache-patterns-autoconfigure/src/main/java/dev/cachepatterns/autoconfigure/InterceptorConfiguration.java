package dev.cachepatterns.autoconfigure;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.autoconfigure.ConsistencyProperties.OnUnreachable;
import dev.cachepatterns.codec.TypeRegistry;
import dev.cachepatterns.interceptor.CachePatternsInterceptor;
import dev.cachepatterns.interceptor.DiscoveringOperationSource;
import dev.cachepatterns.interceptor.WritePolicy;
import dev.cachepatterns.journal.Journal;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.cache.annotation.AbstractCachingConfiguration;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.config.CacheManagementConfigUtils;
import org.springframework.cache.interceptor.BeanFactoryCacheOperationSourceAdvisor;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.function.SingletonSupplier;

/**
 * Switches caching on, with an interceptor of ours in the place of the one that
 * {@code @EnableCaching} would register. A {@link CachingConfigurer} of the application
 * is asked as Spring would; without an error handler of its own, failures are logged and
 * do not reach the caller.
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class InterceptorConfiguration extends AbstractCachingConfiguration {

	/**
	 * Methods that only read. Inside the advice of Spring Security (100 to 600), so that
	 * nobody is answered from the cache who may not call the method; outside that of
	 * transactions, so that a hit begins none.
	 */
	static final int READ_ORDER = Ordered.LOWEST_PRECEDENCE - 1000;

	/**
	 * Methods that write. Inside the advice of transactions, so that a change belongs to
	 * the transaction of its own method.
	 */
	static final int WRITE_ORDER = Ordered.LOWEST_PRECEDENCE;

	@Override
	public void setImportMetadata(AnnotationMetadata importMetadata) {
		// No @EnableCaching is needed, so there are no attributes to read
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static BeanDefinitionRegistryPostProcessor cachePatternsReplacesCachingInfrastructure() {
		return InterceptorConfiguration::replaceInfrastructure;
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static CacheExecutor cachePatternsExecutor() {
		return new CacheExecutor("cache-patterns-", CacheExecutor.THREADS);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TransactionAdvisorOrder cachePatternsTransactionAdvisorOrder() {
		return new TransactionAdvisorOrder();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static AdviceOrderCheck cachePatternsAdviceOrderCheck(ListableBeanFactory beans) {
		return new AdviceOrderCheck(beans);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	BeanFactoryCacheOperationSourceAdvisor cachePatternsReadAdvisor(DiscoveringOperationSource operations,
			CachePatternsInterceptor interceptor) {
		return advisor(operations.part(true), interceptor, READ_ORDER);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	BeanFactoryCacheOperationSourceAdvisor cachePatternsWriteAdvisor(DiscoveringOperationSource operations,
			CachePatternsInterceptor interceptor) {
		return advisor(operations.part(false), interceptor, WRITE_ORDER);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static DiscoveringOperationSource cachePatternsOperationSource(TypeRegistry types,
			CachePatternsProperties properties, Environment environment) {
		return new DiscoveringOperationSource(new AnnotationCacheOperationSource(false), types,
				properties.consistency().intentTimeout(), environment::resolveRequiredPlaceholders);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	CachePatternsInterceptor cachePatternsInterceptor(DiscoveringOperationSource operations, BeanFactory beans,
			CacheExecutor executor, CachePatternsProperties properties) {
		// Not sooner than it is used: it needs the database
		Supplier<@Nullable Journal> journal = SingletonSupplier
			.ofNullable(() -> beans.getBeanProvider(Journal.class).getIfAvailable());
		CachePatternsInterceptor interceptor = new CachePatternsInterceptor(beans, executor.executor(),
				new WritePolicy(journal, properties.consistency().onUnreachable() == OnUnreachable.REJECT));
		interceptor.configure(handler(this.errorHandler, properties.resilience()), this.keyGenerator,
				this.cacheResolver, this.cacheManager);
		interceptor.setCacheOperationSource(operations);
		return interceptor;
	}

	private static BeanFactoryCacheOperationSourceAdvisor advisor(CacheOperationSource operations,
			CachePatternsInterceptor interceptor, int order) {
		BeanFactoryCacheOperationSourceAdvisor advisor = new BeanFactoryCacheOperationSourceAdvisor();
		advisor.setCacheOperationSource(operations);
		advisor.setAdvice(interceptor);
		advisor.setOrder(order);
		return advisor;
	}

	private static Supplier<CacheErrorHandler> handler(Supplier<@Nullable CacheErrorHandler> configured,
			Resilience resilience) {
		CacheErrorHandler ours = resilience.errorHandler();
		return () -> {
			CacheErrorHandler handler = configured.get();
			return (handler != null) ? handler : ours;
		};
	}

	private static void replaceInfrastructure(BeanDefinitionRegistry registry) {
		if (registry.containsBeanDefinition(CacheManagementConfigUtils.CACHE_ASPECT_BEAN_NAME)) {
			throw new CachePatternsConfigurationException(
					"@EnableCaching(mode = ASPECTJ) weaves Spring's own cache aspect, which cache-patterns cannot replace.",
					"Remove @EnableCaching, or its mode attribute.");
		}
		for (String name : new String[] { CacheManagementConfigUtils.CACHE_ADVISOR_BEAN_NAME, "cacheInterceptor",
				"cacheOperationSource" }) {
			if (registry.containsBeanDefinition(name)) {
				registry.removeBeanDefinition(name);
			}
		}
		AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
		// Advisors are made before post-processors that are proxied, and read the
		// settings
		String settings = "cache-patterns-" + CachePatternsProperties.class.getName();
		if (registry.containsBeanDefinition(settings)
				&& registry.getBeanDefinition(settings) instanceof AbstractBeanDefinition definition) {
			definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
		}
	}

}
