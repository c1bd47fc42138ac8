package dev.cachepatterns.lifetime;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.annotation.CacheTtl;
import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.ttl.Lifetime;
import dev.cachepatterns.ttl.TtlPolicy;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Lifetimes that methods and beans choose.
 */
interface MethodLifetimeContract extends LifetimeFixture {

	@Test
	default void methodSaysHowLongItsValuesLive() {
		run((shop) -> {
			Orders orders = orders(shop);
			assertLives(shop, () -> orders.literal("1"), Duration.ofMinutes(3));
			assertLives(shop, () -> orders.property("1"), Duration.ofMinutes(7));
			assertLives(shop, () -> orders.byResult("closed"), Duration.ofDays(20));
			assertLives(shop, () -> orders.byResult("open"), Duration.ofMinutes(1));
			assertLives(shop, () -> orders.byArgument("1", 90), Duration.ofSeconds(90));
			assertLives(shop, () -> orders.composed("1"), Duration.ofMinutes(4));
			assertLives(shop, () -> orders.windows("1"), Duration.ofMinutes(40));
			assertLives(shop, () -> orders.write("1"), Duration.ofMinutes(2));
			assertLives(shop, () -> orders.asTheCacheSays("1"), TTL);
		});
	}

	@Test
	default void methodMayNotStore() {
		run((shop) -> {
			Orders orders = orders(shop);
			orders.never("key");
			assertThat(stored(shop, "key")).isEqualTo(new Slot.Absent());
			assertThat(orders.failing("key")).isEqualTo("key");
			assertThat(stored(shop, "key")).isEqualTo(new Slot.Absent());
		});
	}

	@Test
	default void beanDecidesForTheCacheOfItsName() {
		run((shop) -> {
			Orders orders = orders(shop);
			assertLives(shop, "rules", () -> orders.ofBean("long"), Duration.ofHours(5));
			assertLives(shop, "rules", () -> orders.ofBean("other"), Duration.ofMinutes(6));
		});
	}

	@Test
	default void annotationThatMakesNoSenseStopsTheStart() {
		SpringApplicationBuilder application = new SpringApplicationBuilder(Senseless.class)
			.web(WebApplicationType.NONE)
			.properties(backend().toArray(String[]::new))
			.properties("order.ttl=7m", "price.soft=50ms");
		assertThatThrownBy(application::run).rootCause()
			.hasMessageContaining("has @CacheTtl with 'soon enough', which is neither a duration such as 10m nor");
	}

	private static Orders orders(Shop shop) {
		return shop.context().getBean(Orders.class);
	}

	private static Slot stored(Shop shop, String key) {
		return shop.stored("orders", key).slot();
	}

	private static void assertLives(Shop shop, Supplier<?> call, Duration expected) {
		assertLives(shop, "orders", call, expected);
	}

	private static void assertLives(Shop shop, String cache, Supplier<?> call, Duration expected) {
		shop.cache(cache).clear();
		call.get();
		Duration left = Duration.ofMillis(shop.stored(cache, "key").expiresAt() - System.currentTimeMillis());
		assertThat(left).isBetween(expected.minusSeconds(30), expected);
	}

	/**
	 * An annotation of the application's own.
	 */
	@Cacheable(cacheNames = "orders", key = "'key'")
	@CacheTtl("4m")
	@Retention(RetentionPolicy.RUNTIME)
	@interface CachedOrder {

	}

	/**
	 * Methods with lifetimes of their own.
	 */
	class Orders {

		@Cacheable(cacheNames = "orders", key = "'key'")
		@CacheTtl("3m")
		public String literal(String id) {
			return id;
		}

		@Cacheable(cacheNames = "orders", key = "'key'")
		@CacheTtl("${order.ttl}")
		public String property(String id) {
			return id;
		}

		@Cacheable(cacheNames = "orders", key = "'key'")
		@CacheTtl("#result == 'closed' ? '20d' : '1m'")
		public Optional<String> byResult(String state) {
			return Optional.of(state);
		}

		@Cacheable(cacheNames = "orders", key = "'key'")
		@CacheTtl("T(java.time.Duration).ofSeconds(#seconds)")
		public String byArgument(String id, long seconds) {
			return id;
		}

		@CachedOrder
		public String composed(String id) {
			return id;
		}

		@Cacheable(cacheNames = "orders", key = "'key'", sync = true)
		@CacheTtl(staleWhileRevalidate = "5m", staleIfError = "30m")
		public String windows(String id) {
			return id;
		}

		@WriteThrough(cacheNames = "orders", key = "'key'")
		@CacheTtl("2m")
		public String write(String id) {
			return id;
		}

		@Cacheable(cacheNames = "orders", key = "'key'")
		@CacheTtl("null")
		public String asTheCacheSays(String id) {
			return id;
		}

		@Cacheable("orders")
		@CacheTtl("0")
		public String never(String id) {
			return id;
		}

		@Cacheable("orders")
		@CacheTtl("#result.nothing")
		public String failing(String id) {
			return id;
		}

		@Cacheable(cacheNames = "rules", key = "'key'")
		public String ofBean(String id) {
			return id;
		}

	}

	/**
	 * An application with a method that cannot be.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(LifetimeFixture.Application.class)
	class Senseless {

		@Bean
		PriceTable table() {
			return new PriceTable();
		}

		@Bean
		Bad bad() {
			return new Bad();
		}

		/**
		 * Has the method.
		 */
		static class Bad {

			@Cacheable("bad")
			@CacheTtl("soon enough")
			public String read(String id) {
				return id;
			}

		}

	}

	/**
	 * What the application adds.
	 */
	@Configuration(proxyBeanMethods = false)
	class Beans {

		@Bean
		Orders orders() {
			return new Orders();
		}

		@Bean
		@Qualifier("rules")
		TtlPolicy ruleTtl() {
			return (value) -> Lifetime.of("long".equals(value) ? Duration.ofHours(5) : Duration.ofMinutes(6));
		}

	}

}
