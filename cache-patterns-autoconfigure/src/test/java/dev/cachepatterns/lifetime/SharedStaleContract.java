package dev.cachepatterns.lifetime;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Values that two instances share, and load anew once.
 */
interface SharedStaleContract extends StaleContract {

	@Test
	default void instanceWaitsForTheSlowLoadOfAnotherNoLongerThanForItsOwn() {
		runTwo((one, two) -> {
			one.prices().plain("tea");
			one.table().change();
			one.table().close();
			one.clock().advance(TTL.plus(MINUTE));
			assertThat(one.prices().plain("tea")).isEqualTo("tea costs 1");
			assertThat(two.prices().plain("tea")).isEqualTo("tea costs 1");
			assertThat(two.prices().sync("tea")).isEqualTo("tea costs 1");
			assertThat(one.table().reads("tea")).isEqualTo(2);
			one.table().open();
			await().untilAsserted(() -> assertThat(two.prices().plain("tea")).isEqualTo("tea costs 2"));
			assertThat(one.table().reads("tea")).isEqualTo(2);
		}, IF_ERROR, LoadTimeoutContract.SOFT, LoadTimeoutContract.PATIENT);
	}

	@Test
	default void oneOfTwoInstancesLoadsAnew() {
		runTwo((one, two) -> StaleContract.eachWay(one, (way, item, old) -> {
			way.read(one.prices(), item);
			one.table().change();
			one.table().close();
			one.clock().advance(TTL);
			for (int i = 0; i < 5; i++) {
				assertThat(way.read(one.prices(), item)).isEqualTo(old);
				assertThat(way.read(two.prices(), item)).isEqualTo(old);
			}
			await().untilAsserted(() -> assertThat(one.table().reads(item)).isEqualTo(2));
			one.table().open();
			await().untilAsserted(() -> assertThat(way.read(two.prices(), item)).isEqualTo(one.table().now(item)));
			assertThat(way.read(one.prices(), item)).isEqualTo(one.table().now(item));
			assertThat(one.table().reads(item)).isEqualTo(2);
		}), REVALIDATE);
	}

	@Test
	default void otherInstanceServesTheStaleValueWhenOneHasFailed() {
		runTwo((one, two) -> {
			one.prices().plain("tea");
			one.clock().advance(TTL);
			one.table().close();
			one.table().fail(true);
			CompletableFuture<String> loading = StaleContract.inBackground(() -> one.prices().plain("tea"));
			await().untilAsserted(() -> assertThat(one.table().reads("tea")).isEqualTo(2));
			CompletableFuture<String> waiting = StaleContract.inBackground(() -> two.prices().plain("tea"));
			await().untilAsserted(() -> assertThat(two.counts().waits()).isEqualTo(1));
			one.table().open();
			assertThat(loading.join()).isEqualTo("tea costs 1");
			assertThat(waiting.join()).isEqualTo("tea costs 1");
			assertThat(one.table().reads("tea")).isEqualTo(2);
		}, IF_ERROR, "cache-patterns.consistency.wait-budget=1m");
	}

}
