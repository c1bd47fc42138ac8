package dev.cachepatterns.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.autoconfigure.metrics.CachePatternsMetricsAutoConfiguration;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.resilience.CircuitBreakers;
import dev.cachepatterns.store.StoreUnavailableException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
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
				DataRedisAutoConfiguration.class, AopAutoConfiguration.class))
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
	void outageIsSeenInMetersAndEvents() {
		List<CircuitBreakerOnStateTransitionEvent> events = new CopyOnWriteArrayList<>();
		this.application
			.withConfiguration(AutoConfigurations.of(CachePatternsMetricsAutoConfiguration.class,
					MetricsAutoConfiguration.class, CacheMetricsAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.withInitializer((context) -> context.addApplicationListener(
					ApplicationListener.forPayload((CircuitBreakerOnStateTransitionEvent event) -> events.add(event))))
			.run((context) -> {
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				for (int i = 0; i < 11; i++) {
					context.getBean(Greeting.class).to("Ann");
				}
				assertThat(events).extracting((event) -> event.getStateTransition().getToState()).contains(State.OPEN);
				assertThat(meters.get("cache.fallbacks").tag("result", "loaded").functionCounter().count())
					.isEqualTo(11);
				assertThat(meters.get("cache.circuitbreaker.state")
					.tags("node", "redis", "state", "closed")
					.gauge()
					.value()).isZero();
				assertThat(meters.get("cache.circuitbreaker.time").tag("state", "closed").timeGauge().value())
					.isPositive();
				Awaitility.await()
					.until(() -> meters.get("cache.circuitbreaker.time").tag("state", "open").timeGauge().value() > 0);
				context.getBean(Greeting.class).to("Ann");
				assertThat(meters.get("cache.circuitbreaker.not.permitted").functionCounter().count()).isPositive();
			});
	}

	@Test
	void programmaticCallersNoticeNothingAndWhatTheyWroteIsOwed() {
		this.application.run((context) -> {
			Cache cache = context.getBean(CacheManager.class).getCache("greetings");
			cache.put("Ann", "Hi");
			cache.evict("Ben");
			cache.clear();
			assertThat(cache.get("Ann")).isNull();
			assertThat(cache.get("Ann", String.class)).isNull();
			assertThat(cache.<String>get("Ann", () -> "Hello")).isEqualTo("Hello");
			assertThat(cache.putIfAbsent("Ann", "Hi")).isNull();
			assertThat(cache.retrieve("Ann").join()).isNull();
			assertThat(cache.retrieve("Ann", () -> CompletableFuture.completedFuture("Hello")).join())
				.isEqualTo("Hello");
			assertThat(context.getBean(Journal.class).counts().waiting()).isEqualTo(3);
		});
	}

	@Test
	void programmaticWritesFailWhereWritesAreRefusedAndReadsDoNot() {
		this.application.withPropertyValues("cache-patterns.consistency.on-unreachable=reject").run((context) -> {
			Cache cache = context.getBean(CacheManager.class).getCache("greetings");
			List<Runnable> writes = List.of(() -> cache.put("Ann", "Hi"), () -> cache.evict("Ann"), cache::clear);
			assertThat(writes).allSatisfy(
					(write) -> assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(write::run));
			assertThat(cache.<String>get("Ann", () -> "Hello")).isEqualTo("Hello");
		});
	}

	@Test
	void programmaticCallersGetTheFailureTheyHaveAskedFor() {
		this.application.withPropertyValues("cache-patterns.resilience.on-failure=throw").run((context) -> {
			Cache cache = context.getBean(CacheManager.class).getCache("greetings");
			List<Runnable> calls = List.of(() -> cache.put("Ann", "Hi"), () -> cache.evict("Ann"), cache::clear,
					() -> cache.get("Ann"), () -> cache.get("Ann", () -> "Hello"),
					() -> cache.putIfAbsent("Ann", "Hi"));
			assertThat(calls)
				.allSatisfy((call) -> assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(call::run));
			assertThat(cache.retrieve("Ann")).isCompletedExceptionally();
			assertThat(context.getBean(Journal.class).counts().waiting()).isEqualTo(2);
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
	void poolIsWaitedForAsLongAsForACommandUnlessTheUserSaysOtherwise() {
		this.application.run((context) -> assertThat(poolWait(context)).isEqualTo(Duration.ofMillis(200)));
		this.application.withPropertyValues("spring.data.redis.timeout=1s")
			.run((context) -> assertThat(poolWait(context)).isEqualTo(Duration.ofSeconds(1)));
		this.application.withPropertyValues("spring.data.redis.lettuce.pool.max-wait=-1ms")
			.run((context) -> assertThat(poolWait(context)).isEqualTo(Duration.ofMillis(-1)));
	}

	private static Duration poolWait(ApplicationContext context) {
		return context.getBean(DataRedisProperties.class).getLettuce().getPool().getMaxWait();
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
