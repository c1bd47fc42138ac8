package dev.cachepatterns.annotated;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code Cache} and {@code CacheManager} in the hands of the application.
 */
public interface ProgrammaticContract extends AnnotatedFixture {

	@Test
	default void getReturnsWhatAnAnnotatedMethodStored() {
		City city = city();
		cities().find(city.id());
		assertThat(cache("cities").get(city.id()).get()).isEqualTo(city);
		assertThat(cache("cities").get(city.id(), City.class)).isEqualTo(city);
		assertThat(cache("cities").get(city.id(), Object.class)).isEqualTo(city);
	}

	@Test
	default void annotatedMethodReturnsWhatPutStored() {
		City city = city();
		cache("cities").put(city.id(), city);
		assertThat(cities().find(city.id())).isEqualTo(city);
		assertThat(cities().calls()).isZero();
	}

	@Test
	default void putKeepsListsOfOneClass() {
		List<City> cities = List.of(city(), city());
		cache("programmatic").put("list", cities);
		assertThat(cache("programmatic").get("list").get()).isEqualTo(cities);
	}

	@Test
	default void getWhenStoredTypeIsAnotherIsAMiss() {
		cache("programmatic").put("text", "text");
		assertThat(cache("programmatic").get("text", City.class)).isNull();
		assertThat(cache("programmatic").get("text", String.class)).isEqualTo("text");
	}

	@Test
	default void getWhenMissingIsNull() {
		assertThat(cache("programmatic").get("missing")).isNull();
		assertThat(cache("programmatic").get("missing", City.class)).isNull();
	}

	@Test
	default void getWithLoaderLoadsOnce() {
		AtomicInteger loads = new AtomicInteger();
		for (int i = 0; i < 2; i++) {
			assertThat(cache("loaded").get("key", () -> "value " + loads.incrementAndGet())).isEqualTo("value 1");
		}
	}

	@Test
	default void getWithLoaderThatThrowsIsAValueRetrievalException() {
		assertThatExceptionOfType(Cache.ValueRetrievalException.class)
			.isThrownBy(() -> cache("loaded").get("failing", () -> {
				throw new IllegalStateException("why");
			}))
			.withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	default void getWithLoaderMayAskForItsOwnKey() {
		String value = cache("loaded").get("recursive", () -> cache("loaded").get("recursive", () -> "inner"));
		assertThat(value).isEqualTo("inner");
	}

	@Test
	default void retrieveReturnsTheValue() {
		cache("programmatic").put("later", "value");
		assertThat(cache("programmatic").retrieve("later")).succeedsWithin(AsynchronousContract.SOON)
			.extracting((wrapper) -> wrapper.get())
			.isEqualTo("value");
		assertThat(cache("programmatic").retrieve("missing")).succeedsWithin(AsynchronousContract.SOON).isNull();
	}

	@Test
	default void retrieveWithLoaderLoadsOnce() {
		AtomicInteger loads = new AtomicInteger();
		for (int i = 0; i < 2; i++) {
			assertThat(cache("loaded").retrieve("future",
					() -> CompletableFuture.supplyAsync(() -> "value " + loads.incrementAndGet())))
				.succeedsWithin(AsynchronousContract.SOON)
				.isEqualTo("value 1");
		}
	}

	@Test
	default void putIfAbsentStoresOnlyTheFirst() {
		assertThat(cache("programmatic").putIfAbsent("absent", "first")).isNull();
		assertThat(cache("programmatic").putIfAbsent("absent", "second").get()).isEqualTo("first");
		assertThat(cache("programmatic").get("absent", String.class)).isEqualTo("first");
	}

	@Test
	default void putIfAbsentAfterClearStores() {
		cache("cleared").put("key", "old");
		cache("cleared").clear();
		assertThat(cache("cleared").putIfAbsent("key", "new")).isNull();
		assertThat(cache("cleared").get("key", String.class)).isEqualTo("new");
	}

	@Test
	default void evictIfPresentTellsWhetherItWas() {
		cache("programmatic").put("present", "value");
		assertThat(cache("programmatic").evictIfPresent("present")).isTrue();
		assertThat(cache("programmatic").evictIfPresent("present")).isFalse();
	}

	@Test
	default void invalidateRemovesEverything() {
		cache("invalidated").put("one", 1);
		cache("invalidated").put("two", 2);
		cache("invalidated").invalidate();
		assertThat(cache("invalidated").get("one")).isNull();
		assertThat(cache("invalidated").get("two")).isNull();
	}

	@Test
	default void nullIsAValue() {
		cache("programmatic").put("null", null);
		assertThat(cache("programmatic").get("null")).isNotNull();
		assertThat(cache("programmatic").get("null").get()).isNull();
	}

	@Test
	default void countsAreKept() {
		var cache = cache("counted");
		cache.get("key", () -> "value");
		cache.get("key");
		cache.get("missing");
		cache.evict("key");
		assertThat(cache.counts().hits()).isEqualTo(1);
		assertThat(cache.counts().misses()).isEqualTo(2);
		assertThat(cache.counts().puts()).isEqualTo(1);
		assertThat(cache.counts().evictions()).isEqualTo(1);
		assertThat(cache.counts().loads()).isEqualTo(1);
	}

}
