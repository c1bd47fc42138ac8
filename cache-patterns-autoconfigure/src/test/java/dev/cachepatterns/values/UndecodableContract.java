package dev.cachepatterns.values;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Stored bytes that are no value are a counted miss, and vanish.
 */
interface UndecodableContract extends ValuesFixture {

	Duration LONG = Duration.ofMinutes(10);

	@Test
	default void garbageIsAMissThatIsReplaced() {
		run((words, broken) -> {
			for (byte[] garbage : garbage(broken)) {
				broken.store.put(broken.key, garbage, LONG);
				assertThat(words.find("one")).isEqualTo("Word one");
				assertThat(words.find("one")).isEqualTo("Word one");
			}
			assertThat(words.loads()).hasValue(garbage(broken).length);
			assertThat(broken.cache.counts().undecodable()).isEqualTo(garbage(broken).length);
		});
	}

	@Test
	default void garbageIsRemovedWhenNothingTakesItsPlace() {
		run((words, broken) -> {
			for (byte[] garbage : garbage(broken)) {
				broken.store.put(broken.key, garbage, LONG);
				assertThat(words.neverStored("one")).isEqualTo("Word one");
				assertThat(broken.store.get(broken.key).slot()).isEqualTo(new Slot.Absent());
			}
		});
	}

	@Test
	default void garbageIsRemovedWithoutBlockingTheCaller() {
		run((words, broken) -> {
			for (byte[] garbage : garbage(broken)) {
				broken.store.put(broken.key, garbage, LONG);
				assertThat(words.later("one")).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("Word one");
				await().until(() -> broken.store.get(broken.key).slot() instanceof Slot.Absent);
			}
			assertThat(broken.cache.counts().undecodable()).isEqualTo(garbage(broken).length);
		});
	}

	@Test
	default void garbageIsAMissForTheCacheItself() {
		run((words, broken) -> {
			byte[] garbage = garbage(broken)[0];
			broken.store.put(broken.key, garbage, LONG);
			assertThat(broken.cache.get("one")).isNull();
			broken.store.put(broken.key, garbage, LONG);
			assertThat(broken.cache.putIfAbsent("one", "put")).isNull();
			assertThat(broken.cache.get("one", String.class)).isEqualTo("put");
			broken.store.put(broken.key, garbage, LONG);
			assertThat(broken.cache.<String>get("one", () -> "loaded")).isEqualTo("loaded");
			assertThat(broken.cache.get("one", String.class)).isEqualTo("loaded");
		});
	}

	@Test
	default void leaseAndIntentAreLeftAlone() {
		run((words, broken) -> {
			long generation = broken.store.generation(broken.key).orElseThrow();
			Slot.Entry lease = Slot.Entry.lease(7, generation);
			broken.store.replace(broken.key, Slot.ABSENT, lease, LONG);
			assertThat(words.neverStored("one")).isEqualTo("Word one");
			assertThat(broken.store.get(broken.key).slot()).isEqualTo(lease);
			broken.store.enter(broken.key, 8, LONG);
			assertThat(words.find("one")).isEqualTo("Word one");
			assertThat(broken.store.get(broken.key).slot()).isInstanceOf(Slot.Intent.class);
			assertThat(broken.cache.counts().undecodable()).isZero();
		});
	}

	private static byte[][] garbage(Broken broken) {
		byte[] good = broken.codec.encode("words", "Word one", Expected.of(String.class), 0);
		byte[] tornText = java.util.Arrays.copyOf(good, good.length - 2);
		byte[] cut = java.util.Arrays.copyOf(good, 11);
		byte[] manyTags = good.clone();
		manyTags[22] = (byte) 0xff;
		return new byte[][] { tornText, cut, manyTags, new byte[0], new byte[] { 99 } };
	}

	private void run(Scenario scenario) {
		String prefix = "undecodable-" + ThreadLocalRandom.current().nextLong();
		try (ConfigurableApplicationContext context = start(Application.class, "cache-patterns.key-prefix=" + prefix)) {
			scenario.run(context.getBean(Words.class),
					new Broken((PatternCache) context.getBean(CacheManager.class).getCache("words"),
							context.getBean(CacheStore.class), context.getBean(EntryCodec.class),
							StoreKey.of(Region.of(prefix, "words"), "one")));
		}
	}

	/**
	 * What a test does.
	 */
	interface Scenario {

		/**
		 * Runs it.
		 */
		void run(Words words, Broken broken);

	}

	/**
	 * A key, and what writes garbage under it.
	 */
	record Broken(PatternCache cache, CacheStore store, EntryCodec codec, StoreKey key) {
	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	class Application {

		@Bean
		Words words() {
			return new Words();
		}

	}

	/**
	 * A service.
	 */
	class Words {

		private final AtomicInteger loads = new AtomicInteger();

		public AtomicInteger loads() {
			return this.loads;
		}

		@Cacheable(cacheNames = "words", key = "#key")
		public String find(String key) {
			this.loads.incrementAndGet();
			return "Word " + key;
		}

		@Cacheable(cacheNames = "words", key = "#key", unless = "true")
		public String neverStored(String key) {
			return "Word " + key;
		}

		@Cacheable(cacheNames = "words", key = "#key", unless = "true")
		public CompletableFuture<String> later(String key) {
			return CompletableFuture.completedFuture("Word " + key);
		}

	}

}
