package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.RedisServer;
import dev.cachepatterns.testing.TcpProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A cache at 20 milliseconds of round trip: five of them are enough for a timeout, half
 * of one is not.
 */
@Tag("alone")
@Tag("proof")
class FarAwayCacheTests {

	private static final Duration ROUND_TRIP = Duration.ofMillis(20);

	@Test
	void redis() {
		try (RedisServer server = RedisServer.started(); TcpProxy proxy = TcpProxy.to(server.port())) {
			check(proxy, (timeout) -> new Shop("spring.data.redis.port=" + proxy.port(),
					"cache-patterns.resilience.timeout=" + timeout + "ms"));
		}
	}

	@Test
	void memcached() {
		try (MemcachedServer server = MemcachedServer.started(); TcpProxy proxy = TcpProxy.to(server.port())) {
			check(proxy,
					(timeout) -> new Shop("cache-patterns.backend=memcached",
							"cache-patterns.memcached.servers=127.0.0.1:" + proxy.port(),
							"cache-patterns.resilience.timeout=" + timeout + "ms"));
		}
	}

	private static void check(TcpProxy proxy, IntFunction<Shop> start) {
		proxy.delay(ROUND_TRIP);
		try (Shop shop = start.apply(100).filled()) {
			for (int i = 0; i < 10; i++) {
				shop.prices().change(i % Shop.ITEMS, i);
				assertThat(shop.prices().find(i % Shop.ITEMS)).isEqualTo(i);
			}
			assertThat(shop.opened()).isFalse();
			assertThat(shop.unavailable()).isZero();
		}
		try (Shop shop = start.apply(10).priced()) {
			for (int i = 0; i < 10; i++) {
				assertThat(shop.prices().find(0)).isEqualTo(Shop.OLD);
			}
			assertThat(shop.opened() || shop.unavailable() > 0).isTrue();
		}
	}

}
