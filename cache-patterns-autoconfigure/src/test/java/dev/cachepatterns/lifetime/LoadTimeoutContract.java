package dev.cachepatterns.lifetime;

import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.cache.LoadTimeoutException;
import dev.cachepatterns.store.Slot;
import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Callers that do not wait for a slow load, which goes on without them.
 */
interface LoadTimeoutContract extends LifetimeFixture {

	List<Way> BLOCKING = List.of(Way.PLAIN, Way.SYNC, Way.OPTIONAL);

	String SOFT = "cache-patterns.defaults.soft-load-timeout=50ms";

	String HARD = "cache-patterns.caches.prices.load-timeout=50ms";

	String LONG = "cache-patterns.caches.prices.load-timeout=1m";

	String PATIENT = "cache-patterns.consistency.wait-budget=1m";

	@Test
	default void valueThatIsKeptIsServedInPlaceOfASlowLoad() {
		run((shop) -> BLOCKING.forEach((way) -> {
			String item = way.name();
			String old = way.read(shop.prices(), item);
			shop.table().change();
			shop.table().close();
			shop.clock().advance(TTL.plus(MINUTE));
			assertThat(way.read(shop.prices(), item)).isEqualTo(old);
			assertThat(way.read(shop.prices(), item)).isEqualTo(old);
			shop.table().open();
			await().untilAsserted(() -> assertThat(way.read(shop.prices(), item)).isEqualTo(shop.table().now(item)));
			assertThat(shop.table().reads(item)).isEqualTo(2);
		}), StaleContract.IF_ERROR, SOFT, PATIENT);
	}

	@Test
	default void callFailsWhereNoValueIsKeptAndWhatWasLoadedIsStored() {
		run((shop) -> BLOCKING.forEach((way) -> {
			String item = way.name();
			shop.table().close();
			assertThatExceptionOfType(LoadTimeoutException.class).isThrownBy(() -> way.read(shop.prices(), item))
				.withMessageContaining("within 50ms ('load-timeout')");
			shop.table().open();
			await().untilAsserted(() -> assertThat(shop.stored(item).slot()).isInstanceOfSatisfying(Slot.Entry.class,
					(entry) -> assertThat(entry.kind()).isEqualTo(Slot.Kind.VALUE)));
			assertThat(way.read(shop.prices(), item)).isEqualTo(shop.table().now(item));
			assertThat(shop.table().reads(item)).isEqualTo(1);
		}), HARD);
	}

	@Test
	default void loadInTimeIsAsEver() {
		run((shop) -> BLOCKING.forEach((way) -> {
			String item = way.name();
			assertThat(way.read(shop.prices(), item)).isEqualTo(shop.table().now(item));
			assertThat(way.read(shop.prices(), item)).isEqualTo(shop.table().now(item));
			assertThat(shop.table().reads(item)).isEqualTo(1);
			shop.table().fail(true);
			assertThatThrownBy(() -> way.read(shop.prices(), item + " 2")).isInstanceOf(IllegalStateException.class)
				.hasMessage("The database is out");
			shop.table().fail(false);
			assertThat(way.read(shop.prices(), item + " 2")).isEqualTo(shop.table().now(item + " 2"));
		}), LONG);
	}

	@Test
	default void methodSaysHowLongItsCallersWait() {
		run((shop) -> {
			shop.table().close();
			assertThatExceptionOfType(LoadTimeoutException.class).isThrownBy(() -> shop.prices().impatient("tea"))
				.withMessageContaining("within 100ms");
			assertThatExceptionOfType(LoadTimeoutException.class).isThrownBy(() -> shop.prices().impatientSync("rum"))
				.withMessageContaining("within 100ms");
			shop.table().open();
			await().untilAsserted(() -> assertThat(shop.prices().impatient("tea")).isEqualTo("tea costs 1"));
			shop.table().change();
			shop.table().close();
			shop.clock().advance(TTL.plus(MINUTE));
			assertThat(shop.prices().impatient("tea")).isEqualTo("tea costs 1");
			shop.table().open();
			await().untilAsserted(() -> assertThat(shop.prices().impatient("tea")).isEqualTo("tea costs 2"));
		}, StaleContract.IF_ERROR, LONG);
	}

	@Test
	default void lateResultIsStoredAsItsMethodSays() {
		run((shop) -> {
			shop.table().answer("secret");
			shop.table().close();
			assertThatExceptionOfType(LoadTimeoutException.class).isThrownBy(() -> shop.prices().plain("tea"));
			shop.table().open();
			await().untilAsserted(() -> assertThat(shop.stored("tea").slot()).isEqualTo(new Slot.Absent()));
			shop.table().close();
			assertThatExceptionOfType(LoadTimeoutException.class).isThrownBy(() -> shop.prices().plain("nothing"));
			shop.table().open();
			await()
				.untilAsserted(() -> assertThat(shop.stored("nothing").slot()).isInstanceOfSatisfying(Slot.Entry.class,
						(entry) -> assertThat(entry.kind()).isEqualTo(Slot.Kind.VALUE)));
		}, HARD);
	}

	@Test
	default void lateFailureLetsTheNextCallerLoad() {
		run((shop) -> {
			shop.table().close();
			shop.table().fail(true);
			assertThatExceptionOfType(LoadTimeoutException.class).isThrownBy(() -> shop.prices().plain("tea"));
			shop.table().open();
			await().untilAsserted(() -> assertThat(shop.stored("tea").slot()).isEqualTo(new Slot.Absent()));
			shop.table().fail(false);
			assertThat(shop.prices().plain("tea")).isEqualTo("tea costs 1");
		}, HARD);
	}

	@Test
	default void writeWhileALateLoadGoesOnWins() {
		run((shop) -> {
			shop.table().close();
			assertThatExceptionOfType(LoadTimeoutException.class).isThrownBy(() -> shop.prices().plain("tea"));
			shop.prices().change("tea");
			shop.table().open();
			await().untilAsserted(() -> assertThat(shop.counts().refusedFills()).isEqualTo(1));
			assertThat(shop.prices().plain("tea")).isEqualTo("tea costs 2");
		}, HARD);
	}

	@Test
	default void loaderOfACallOfTheCacheItself() {
		run((shop) -> {
			Cache cache = shop.cache("prices");
			Callable<String> loader = () -> shop.table().read("tea");
			shop.table().close();
			assertThatThrownBy(() -> cache.get("tea", loader)).hasRootCauseInstanceOf(LoadTimeoutException.class);
			shop.table().open();
			await().untilAsserted(() -> assertThat(cache.get("tea", String.class)).isEqualTo("tea costs 1"));
			assertThat(shop.table().reads("tea")).isEqualTo(1);
		}, HARD);
	}

}
