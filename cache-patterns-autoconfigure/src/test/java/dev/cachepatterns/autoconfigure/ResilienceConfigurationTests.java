package dev.cachepatterns.autoconfigure;

import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.autoconfigure.health.RedisHealthContributorAutoConfiguration;
import dev.cachepatterns.health.MemcachedNodeHealthIndicator;
import dev.cachepatterns.resilience.CircuitBreakers;
import dev.cachepatterns.store.StoreUnavailableException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the settings make of a cache that is not there.
 */
class ResilienceConfigurationTests {

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CachePatternsAutoConfiguration.class, CacheAutoConfiguration.class,
				DataRedisAutoConfiguration.class, AopAutoConfiguration.class,
				RedisHealthContributorAutoConfiguration.class, DataRedisHealthContributorAutoConfiguration.class))
		.withUserConfiguration(Greetings.class)
		.withPropertyValues("spring.data.redis.port=1");

	@Test
	void breakerHasOurDefaultsAndTheUsersSettingsOfResilience4j() {
		this.application
			.withPropertyValues("resilience4j.circuitbreaker.instances.cachePatternsRedis.sliding-window-size=30")
			.run((context) -> {
				context.getBean(Greeting.class).to("Ann");
				CircuitBreaker breaker = context.getBean(CircuitBreakers.class).all().iterator().next();
				assertThat(breaker.getName()).isEqualTo("cachePatternsRedis");
				assertThat(breaker.getCircuitBreakerConfig().getSlidingWindowSize()).isEqualTo(30);
				assertThat(breaker.getCircuitBreakerConfig().getMinimumNumberOfCalls()).isEqualTo(10);
				assertThat(breaker.getCircuitBreakerConfig().getSlowCallDurationThreshold())
					.isEqualTo(Duration.ofMillis(100));
			});
	}

	@Test
	void breakerIsInTheRegistryOfTheApplication() {
		this.application.withBean(CircuitBreakerRegistry.class, CircuitBreakerRegistry::ofDefaults).run((context) -> {
			context.getBean(Greeting.class).to("Ann");
			assertThat(context.getBean(CircuitBreakerRegistry.class).find("cachePatternsRedis")).isPresent();
		});
	}

	@Test
	void breakerOpensAfterTenFailuresAndFurtherReadsAreCounted() {
		this.application.run((context) -> {
			for (int i = 0; i < 10; i++) {
				assertThat(context.getBean(Greeting.class).to("Ann")).isEqualTo("Hello Ann");
			}
			CircuitBreakers breakers = context.getBean(CircuitBreakers.class);
			assertThat(breakers.all()).extracting(CircuitBreaker::getState).doesNotContain(State.CLOSED);
			long before = breakers.notPermitted();
			assertThat(context.getBean(Greeting.class).to("Ann")).isEqualTo("Hello Ann");
			assertThat(breakers.notPermitted()).isGreaterThan(before);
		});
	}

	@Test
	void failureReachesACallerWhoHasAskedForIt() {
		this.application.withPropertyValues("cache-patterns.resilience.on-failure=throw")
			.run((context) -> assertThatExceptionOfType(StoreUnavailableException.class)
				.isThrownBy(() -> context.getBean(Greeting.class).to("Ann")));
	}

	@Test
	void timeoutIsThatOfTheCacheUnlessRedisHasOne() {
		this.application.run((context) -> assertThat(timeout(context.getBean(LettuceConnectionFactory.class)))
			.isEqualTo(Duration.ofMillis(200)));
		this.application.withPropertyValues("spring.data.redis.timeout=3s")
			.run((context) -> assertThat(timeout(context.getBean(LettuceConnectionFactory.class)))
				.isEqualTo(Duration.ofSeconds(3)));
	}

	@Test
	void redisThatIsTheCacheIsDegradedAndNotDown() {
		this.application.run((context) -> assertThat(
				context.getBean("redisHealthContributor", HealthIndicator.class).health().getStatus())
			.isEqualTo(MemcachedNodeHealthIndicator.DEGRADED));
	}

	private static Duration timeout(LettuceConnectionFactory connections) {
		return connections.getClientConfiguration().getCommandTimeout();
	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Greetings {

		@Bean
		Greeting greeting() {
			return new Greeting();
		}

	}

	/**
	 * Greets.
	 */
	static class Greeting {

		@Cacheable("greetings")
		public String to(String name) {
			return "Hello " + name;
		}

	}

}
