package dev.cachepatterns.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AdviceOrderCheck}, and for what else is said of transactions at the
 * start.
 */
@ExtendWith(OutputCaptureExtension.class)
class AdviceOrderCheckTests {

	@Test
	void securityInsideTheAdviceOfCachesStopsTheStart() {
		Runners.memory()
			.withUserConfiguration(LateSecurity.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(CachePatternsConfigurationException.class)
				.hasMessageContaining("a cached value would be given to those who may not call the method"));
	}

	@Test
	void transactionsOutsideTheAdviceOfReadsAreReported(CapturedOutput output) {
		transactional().withUserConfiguration(EarlyTransactions.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("a hit on a @Transactional method begins a transaction");
		});
	}

	@Test
	void ordinaryOrdersAreNotMentioned(CapturedOutput output) {
		transactional().withUserConfiguration(Ordinary.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("The order of");
		});
	}

	@Test
	void transactionThatMayBeLongerThanAnIntentIsReported(CapturedOutput output) {
		transactional().withUserConfiguration(Ordinary.class)
			.withPropertyValues("cache-patterns.consistency.intent-timeout=20s")
			.run((context) -> assertThat(output)
				.contains("has @Transactional(timeout = 21), which is longer than "
						+ "'cache-patterns.consistency.intent-timeout' (20 s)")
				.doesNotContain("timeout = 20)"));
	}

	private static ApplicationContextRunner transactional() {
		return Runners.memory()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class));
	}

	/**
	 * Checks authorization last.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity(offset = Ordered.LOWEST_PRECEDENCE - 700)
	static class LateSecurity {

	}

	/**
	 * Begins transactions first.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(order = 0)
	static class EarlyTransactions {

	}

	/**
	 * As most applications are.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	@EnableTransactionManagement
	static class Ordinary {

		@Bean
		Slow slow() {
			return new Slow();
		}

	}

	/**
	 * Methods with long transactions.
	 */
	static class Slow {

		@Transactional(timeout = 21)
		@CacheEvict("places")
		public void longer(String key) {
		}

		@Transactional(timeout = 20)
		@CacheEvict("places")
		public void shorter(String key) {
		}

	}

}
