package dev.cachepatterns.lifetime;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * A server that loses an entry loses its windows with it: nothing older is served, and
 * the next caller loads.
 */
@Tag("proof")
class LostEntryTests implements LifetimeFixture {

	private static final String[] WINDOWS = { StaleContract.REVALIDATE, StaleContract.IF_ERROR,
			"cache-patterns.caches.junk.consistency=eventual" };

	private static final String LARGE = "tea ".repeat(1000);

	private static final int ENOUGH = 4000;

	private @Nullable CacheServer server;

	@Override
	public List<String> backend() {
		CacheServer running = Objects.requireNonNull(this.server);
		return running.settings(running.port());
	}

	@ParameterizedTest
	@EnumSource(Small.class)
	void evictionForLackOfMemory(Small small) {
		try (CacheServer running = small.started()) {
			this.server = running;
			run((shop) -> {
				shop.table().answer(LARGE);
				shop.prices().plain("tea");
				assertThat(shop.stored("tea").live()).isTrue();
				// Not to be looked at meanwhile: what is read is kept
				for (int i = 0; i < ENOUGH; i++) {
					shop.cache("junk").put(i, LARGE);
				}
				assertThat(shop.stored("tea").live()).isFalse();
				assertLost(shop, LARGE);
			}, WINDOWS);
		}
	}

	@ParameterizedTest
	@EnumSource(Small.class)
	void restart(Small small) {
		try (CacheServer running = small.started()) {
			this.server = running;
			run((shop) -> {
				shop.prices().plain("tea");
				running.kill();
				running.start();
				assertLost(shop, "tea costs 1");
			}, WINDOWS);
		}
	}

	@Test
	void olderSnapshotIsNotServedInPlaceOfAFailure() {
		try (RedisServer running = RedisServer.started()) {
			this.server = running;
			run((shop) -> {
				assertThat(shop.prices().plain("tea")).isEqualTo("tea costs 1");
				assertThat(running.command("SAVE")).startsWith("+OK");
				shop.prices().change("tea");
				running.kill();
				running.start();
				shop.clock().advance(TTL.plus(MINUTE));
				assertLost(shop, "tea costs 2");
				assertThat(shop.prices().plain("tea")).isEqualTo("tea costs 2");
			}, WINDOWS);
		}
	}

	private static void assertLost(Shop shop, String now) {
		shop.table().fail(true);
		assertThatThrownBy(() -> shop.prices().plain("tea")).hasMessage("The database is out");
		shop.table().fail(false);
		await().untilAsserted(() -> {
			int loads = shop.table().reads("tea");
			assertThat(shop.prices().plain("tea")).isEqualTo(now);
			assertThat(shop.table().reads("tea")).as("loads of what is cached again").isEqualTo(loads);
		});
		shop.table().fail(true);
		shop.clock().advance(TTL.plus(MINUTE));
		assertThat(shop.prices().plain("tea")).as("in its window").isEqualTo(now);
		shop.table().fail(false);
	}

	/**
	 * A server with as little memory as it takes.
	 */
	enum Small {

		REDIS {
			@Override
			CacheServer started() {
				return RedisServer.started("--maxmemory", "3mb", "--maxmemory-policy", "allkeys-lru");
			}
		},

		MEMCACHED {
			@Override
			CacheServer started() {
				return MemcachedServer.started("-m", "2");
			}
		};

		abstract CacheServer started();

	}

}
