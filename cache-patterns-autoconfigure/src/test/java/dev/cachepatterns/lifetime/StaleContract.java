package dev.cachepatterns.lifetime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.Slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Values that are served when they are no longer fresh.
 */
interface StaleContract extends LifetimeFixture {

	String REVALIDATE = "cache-patterns.defaults.stale-while-revalidate=30m";

	String IF_ERROR = "cache-patterns.defaults.stale-if-error=2h";

	String AHEAD = "cache-patterns.caches.prices.refresh-ahead=80%";

	Duration RETRY = Duration.ofSeconds(5);

	@Test
	default void staleValueIsServedWhileOneCallerLoadsItAnew() {
		run((shop) -> eachWay(shop, (way, item, old) -> {
			assertThat(way.read(shop.prices(), item)).isEqualTo(old);
			shop.table().change();
			shop.table().close();
			shop.clock().advance(TTL.plus(MINUTE));
			for (int i = 0; i < 5; i++) {
				assertThat(way.read(shop.prices(), item)).isEqualTo(old);
			}
			await().untilAsserted(() -> assertThat(shop.table().reads(item)).isEqualTo(2));
			shop.table().open();
			await().untilAsserted(() -> assertThat(way.read(shop.prices(), item)).isEqualTo(shop.table().now(item)));
			assertThat(shop.table().reads(item)).isEqualTo(2);
		}), REVALIDATE);
	}

	@Test
	default void staleValueIsServedWhenLoadingItAnewFails() {
		run((shop) -> eachWay(shop, (way, item, old) -> {
			way.read(shop.prices(), item);
			shop.table().change();
			shop.clock().advance(TTL.plus(MINUTE));
			shop.table().fail(true);
			assertThat(way.read(shop.prices(), item)).isEqualTo(old);
			await().untilAsserted(() -> assertThat(way.read(shop.prices(), item)).isEqualTo(old));
			assertThat(shop.table().reads(item)).isEqualTo(2);
			shop.table().fail(false);
			shop.clock().advance(RETRY);
			assertThat(way.read(shop.prices(), item)).isEqualTo(shop.table().now(item));
			assertThat(shop.table().reads(item)).isEqualTo(3);
		}), IF_ERROR);
	}

	@Test
	default void failureIsTheCallersAfterTheWindow() {
		run((shop) -> eachWay(shop, (way, item, old) -> {
			way.read(shop.prices(), item);
			shop.clock().advance(TTL.plus(Duration.ofHours(2)));
			shop.table().fail(true);
			assertThatThrownBy(() -> way.read(shop.prices(), item)).hasStackTraceContaining("The database is out");
			shop.table().fail(false);
			assertThat(way.read(shop.prices(), item)).isEqualTo(old);
		}), IF_ERROR);
	}

	@Test
	default void failureInTheBackgroundIsNotRepeatedAtOnce() {
		run((shop) -> {
			shop.prices().plain("tea");
			shop.clock().advance(TTL);
			shop.table().fail(true);
			shop.prices().plain("tea");
			await().untilAsserted(() -> assertThat(shop.counts().failedLoads()).isEqualTo(1));
			for (int i = 0; i < 5; i++) {
				assertThat(shop.prices().plain("tea")).isEqualTo("tea costs 1");
			}
			shop.clock().advance(RETRY);
			assertThat(shop.prices().plain("tea")).isEqualTo("tea costs 1");
			await().untilAsserted(() -> assertThat(shop.counts().failedLoads()).isEqualTo(2));
			assertThat(shop.table().reads("tea")).isEqualTo(3);
			assertThat(shop.counts().staleHits()).isEqualTo(7);
		}, REVALIDATE);
	}

	@Test
	default void callersWaitForTheNewValueAfterTheFirstWindow() {
		run((shop) -> {
			shop.prices().plain("tea");
			shop.table().change();
			shop.clock().advance(TTL.plus(Duration.ofMinutes(31)));
			shop.table().close();
			CompletableFuture<String> one = inBackground(() -> shop.prices().plain("tea"));
			await().untilAsserted(() -> assertThat(shop.table().reads("tea")).isEqualTo(2));
			CompletableFuture<String> other = inBackground(() -> shop.prices().sync("tea"));
			await().untilAsserted(() -> assertThat(shop.counts().waits()).isNotNegative());
			assertThat(one).isNotDone();
			assertThat(other).isNotDone();
			shop.table().open();
			assertThat(one.join()).isEqualTo("tea costs 2");
			assertThat(other.join()).isEqualTo("tea costs 2");
			assertThat(shop.table().reads("tea")).isEqualTo(2);
		}, REVALIDATE, IF_ERROR, "cache-patterns.consistency.wait-budget=1m");
	}

	@Test
	default void valueIsLoadedAheadOfItsEnd() {
		run((shop) -> {
			shop.prices().plain("tea");
			shop.table().change();
			shop.clock().advance(Duration.ofMinutes(7));
			assertThat(shop.prices().plain("tea")).isEqualTo("tea costs 1");
			shop.clock().advance(Duration.ofMinutes(1));
			assertThat(shop.prices().plain("tea")).isEqualTo("tea costs 1");
			await().untilAsserted(() -> assertThat(shop.prices().plain("tea")).isEqualTo("tea costs 2"));
			assertThat(shop.table().reads("tea")).isEqualTo(2);
			assertThat(shop.counts().staleHits()).isZero();
			assertThat(shop.counts().refreshes()).isEqualTo(1);
		}, AHEAD);
	}

	@Test
	default void writeWhileAValueIsLoadedAnewWins() {
		run((shop) -> {
			shop.prices().plain("tea");
			shop.clock().advance(TTL);
			shop.table().close();
			shop.prices().plain("tea");
			await().untilAsserted(() -> assertThat(shop.table().reads("tea")).isEqualTo(2));
			shop.prices().change("tea");
			shop.table().open();
			await().untilAsserted(() -> assertThat(shop.counts().refusedFills()).isEqualTo(1));
			assertThat(shop.prices().plain("tea")).isEqualTo("tea costs 2");
		}, REVALIDATE);
	}

	@Test
	default void valueThatIsNotToBeStoredAnyMoreVanishes() {
		run((shop) -> {
			shop.prices().plain("tea");
			shop.clock().advance(TTL);
			shop.table().answer("secret");
			assertThat(shop.prices().plain("tea")).isEqualTo("tea costs 1");
			await().untilAsserted(() -> assertThat(shop.stored("tea").slot()).isEqualTo(new Slot.Absent()));
		}, REVALIDATE);
	}

	@Test
	default void nullIsNotServedAfterItsTime() {
		run((shop) -> {
			shop.prices().plain("nothing");
			assertThat(shop.stored("nothing").slot()).isInstanceOf(Slot.Entry.class);
			assertThat(shop.stored("nothing").expiresAt()).isLessThanOrEqualTo(System.currentTimeMillis() + 60_000);
		}, REVALIDATE, IF_ERROR);
	}

	@Test
	default void serverKeepsAValueForAsLongAsItMayBeServed() {
		run((shop) -> {
			shop.prices().plain("tea");
			long left = shop.stored("tea").expiresAt() - System.currentTimeMillis();
			assertThat(Duration.ofMillis(left)).isBetween(Duration.ofMinutes(125), Duration.ofMinutes(130));
		}, REVALIDATE, IF_ERROR);
	}

	@Test
	default void readsKeepAValueThatIsUsedButNotBeyondItsEnd() {
		run((shop) -> {
			shop.prices().plain("tea");
			long stamp = shop.stored("tea").slot().stamp();
			shop.clock().advance(Duration.ofSeconds(14));
			shop.prices().plain("tea");
			assertThat(shop.stored("tea").slot().stamp()).isEqualTo(stamp);
			assertThat(shop.stored("tea").expiresAt()).isLessThanOrEqualTo(System.currentTimeMillis() + 120_000);
			shop.clock().advance(Duration.ofMinutes(9));
			shop.prices().plain("tea");
			await().untilAsserted(() -> assertThat(shop.stored("tea").slot().stamp()).isNotEqualTo(stamp));
			assertThat(shop.stored("tea").expiresAt()).isLessThanOrEqualTo(System.currentTimeMillis() + 46_000);
			assertThat(shop.prices().plain("tea")).isEqualTo("tea costs 1");
			assertThat(shop.table().reads("tea")).isEqualTo(1);
		}, "cache-patterns.caches.prices.time-to-idle=2m");
	}

	@Test
	default void eventualCacheServesStaleValuesToo() {
		run((shop) -> {
			shop.prices().plain("tea");
			shop.table().change();
			shop.clock().advance(TTL);
			assertThat(shop.prices().plain("tea")).isEqualTo("tea costs 1");
			await().untilAsserted(() -> assertThat(shop.prices().plain("tea")).isEqualTo("tea costs 2"));
			assertThat(shop.table().reads("tea")).isEqualTo(2);
		}, REVALIDATE, "cache-patterns.caches.prices.consistency=eventual");
	}

	static void eachWay(Shop shop, EachWay test) {
		for (Way way : Way.values()) {
			String item = way.name();
			test.accept(way, item, shop.table().now(item));
		}
	}

	/**
	 * A test of a kind of method.
	 */
	interface EachWay {

		/**
		 * Tests.
		 */
		void accept(Way way, String item, String old);

	}

	static CompletableFuture<String> inBackground(Supplier<String> read) {
		return CompletableFuture.supplyAsync(read, (step) -> new Thread(step).start());
	}

}
