package dev.cachepatterns.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.config.CacheManagementConfigUtils;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InterceptorConfiguration}.
 */
class InterceptorConfigurationTests {

	@Test
	void cachingWhenApplicationEnablesItTooIsDoneOnce() {
		Runners.memory().withUserConfiguration(EnablesCaching.class).run((context) -> {
			assertThat(context).hasSingleBean(CacheInterceptor.class);
			Advised proxy = (Advised) context.getBean(Greetings.class);
			assertThat(advices(proxy)).filteredOn(CacheInterceptor.class::isInstance).hasSize(2);
			Greetings greetings = context.getBean(Greetings.class);
			greetings.greet("Ann");
			greetings.greet("Ann");
			assertThat(greetings.calls()).isOne();
			var cache = (dev.cachepatterns.cache.PatternCache) context.getBean(CacheManager.class)
				.getCache("greetings");
			assertThat(cache.counts().puts()).isOne();
			assertThat(cache.counts().misses()).isOne();
			assertThat(cache.counts().hits()).isOne();
			greetings.write("Bob");
			assertThat(cache.counts().puts()).isEqualTo(2);
		});
	}

	@Test
	void cachingConfigurerOfTheApplicationIsAsked() {
		Runners.memory().withUserConfiguration(ConfiguresCaching.class).run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			greetings.greet("Ann");
			greetings.greet("Bob");
			assertThat(greetings.calls()).isOne();
			assertThat(context.getBean(CacheManager.class).getCache("greetings").get("one for all")).isNotNull();
		});
	}

	@Test
	void keysByDefaultAreSpringsOwn() {
		Runners.memory().withBean(Several.class).run((context) -> {
			context.getBean(Several.class).several("a", 1);
			assertThat(context.getBean(CacheManager.class).getCache("several").get(new SimpleKey("a", 1))).isNotNull();
		});
	}

	@Test
	void aspectJModeStopsTheStart() {
		Runners.memory()
			.withInitializer((context) -> ((org.springframework.beans.factory.support.BeanDefinitionRegistry) context
				.getBeanFactory()).registerBeanDefinition(CacheManagementConfigUtils.CACHE_ASPECT_BEAN_NAME,
						new RootBeanDefinition(Object.class)))
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(CachePatternsConfigurationException.class)
				.hasMessageContaining("ASPECTJ"));
	}

	@Test
	void advicesAreSecurityThenReadsThenTransactionThenWrites() {
		transactional().run((context) -> {
			Advised proxy = (Advised) context.getBean(Ordering.class);
			List<? extends Class<?>> order = advices(proxy).stream().map(Object::getClass).toList();
			List<String> names = order.stream().map(Class::getPackageName).toList();
			int security = names.lastIndexOf("org.springframework.security.config.annotation.method.configuration");
			int read = order.indexOf(dev.cachepatterns.interceptor.CachePatternsInterceptor.class);
			int transaction = order.indexOf(TransactionInterceptor.class);
			int write = order.lastIndexOf(dev.cachepatterns.interceptor.CachePatternsInterceptor.class);
			assertThat(List.of(security, read, transaction, write)).isSorted().doesNotHaveDuplicates();
			assertThat(security).as("%s", order).isNotNegative();
		});
	}

	@Test
	void orderOfTransactionsThatTheApplicationHasSetStays() {
		transactional().withUserConfiguration(OrdersTransactions.class)
			.run((context) -> assertThat(Arrays.stream(((Advised) context.getBean(Ordering.class)).getAdvisors())
				.filter((advisor) -> advisor.getAdvice() instanceof TransactionInterceptor)
				.map((advisor) -> ((Ordered) advisor).getOrder())).containsExactly(4711));
	}

	private static ApplicationContextRunner transactional() {
		return Runners.memory()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
			.withUserConfiguration(Secured.class)
			.withBean(Ordering.class);
	}

	private static List<?> advices(Advised proxy) {
		return Arrays.stream(proxy.getAdvisors()).map(Advisor::getAdvice).toList();
	}

	/**
	 * An application that enables caching itself.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class EnablesCaching {

	}

	/**
	 * An application with a key generator for all caches.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ConfiguresCaching implements CachingConfigurer {

		private static final AtomicInteger GENERATED = new AtomicInteger();

		@Override
		public KeyGenerator keyGenerator() {
			return (target, method, arguments) -> {
				GENERATED.incrementAndGet();
				return "one for all";
			};
		}

	}

	/**
	 * An application with method security.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	static class Secured {

	}

	/**
	 * An application that orders transactions.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(order = 4711)
	static class OrdersTransactions {

		@Bean
		String marker() {
			return "marker";
		}

	}

	/**
	 * A bean with every advice.
	 */
	static class Ordering {

		@PreAuthorize("permitAll()")
		@Transactional
		@Cacheable("read")
		public String read(String key) {
			return key;
		}

		@Transactional
		@CacheEvict("read")
		public void write(String key) {
			// Only its advices matter
		}

	}

	/**
	 * A bean with a generated key of several arguments.
	 */
	static class Several {

		@Cacheable("several")
		public String several(String first, int second) {
			return first + second;
		}

	}

}
