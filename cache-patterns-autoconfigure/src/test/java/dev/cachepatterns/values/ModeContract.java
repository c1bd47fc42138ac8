package dev.cachepatterns.values;

import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.cache.PatternCacheManager;
import dev.cachepatterns.pattern.Consistency;
import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A cache that is switched, and one that promises no consistency.
 */
public interface ModeContract extends ValuesFixture {

	Duration MINUTE = Duration.ofMinutes(1);

	@Test
	default void cacheThatInvalidatesServesAndStoresNothing() {
		run((scene) -> {
			scene.names().read("key");
			scene.cache().switchTo(Mode.INVALIDATE);
			scene.names().change("changed");
			assertThat(scene.names().read("key")).isEqualTo("changed");
			assertThat(scene.names().readSync("key")).isEqualTo("changed");
			assertThat(scene.cache().get("key")).isNull();
			assertThat(scene.lookup().live()).as("Other instances keep it").isTrue();
			scene.names().read("other");
			assertThat(scene.lookup("other").slot()).isEqualTo(new Slot.Absent());
		});
	}

	@Test
	default void writesOfACacheThatInvalidatesAreSeenByOtherInstances() {
		run((scene) -> {
			scene.cache().switchTo(Mode.INVALIDATE);
			scene.store().put(scene.key("key"), new byte[] { 1 }, MINUTE);
			scene.names().put("key", "written");
			assertThat(scene.lookup().live()).isFalse();
			scene.store().put(scene.key("key"), new byte[] { 1 }, MINUTE);
			scene.cache().put("key", "written");
			assertThat(scene.lookup().live()).isFalse();
			scene.store().put(scene.key("key"), new byte[] { 1 }, MINUTE);
			scene.names().clear();
			assertThat(scene.lookup().live()).isFalse();
		});
	}

	@Test
	default void cacheThatIsOffIsNotTouched() {
		run((scene) -> {
			scene.names().read("key");
			scene.cache().switchTo(Mode.OFF);
			Lookup before = scene.lookup();
			scene.names().put("key", "written");
			scene.names().evict("key");
			scene.names().clear();
			scene.cache().put("key", "written");
			scene.cache().evict("key");
			scene.cache().clear();
			assertThat(scene.cache().putIfAbsent("other", "value")).isNull();
			assertThat(scene.lookup()).isEqualTo(before);
			assertThat(scene.lookup("other").slot()).isEqualTo(new Slot.Absent());
		});
	}

	@Test
	default void cacheThatWasOffServesNothingOfBefore() {
		run((scene) -> {
			scene.names().read("key");
			scene.cache().switchTo(Mode.OFF);
			scene.names().change("changed");
			scene.names().evict("key");
			scene.cache().switchTo(Mode.ON);
			assertThat(scene.names().read("key")).isEqualTo("changed");
			scene.names().change("unseen");
			assertThat(scene.names().read("key")).isEqualTo("changed");
		});
	}

	@Test
	default void managerSwitchesCachesThatAreAndThatWillBe() {
		run((scene) -> {
			scene.caches().switchTo(Mode.INVALIDATE);
			assertThat(scene.cache().mode()).isEqualTo(Mode.INVALIDATE);
			assertThat(scene.caches().getCache("later").mode()).isEqualTo(Mode.INVALIDATE);
		});
	}

	@Test
	default void modeIsASettingOfAllAndOfEachCache() {
		run((scene) -> {
			assertThat(scene.cache().mode()).isEqualTo(Mode.ON);
			assertThat(scene.caches().getCache("others").mode()).isEqualTo(Mode.INVALIDATE);
		}, "cache-patterns.mode=invalidate", "cache-patterns.caches.names.mode=on");
	}

	@Test
	default void eventualCacheServesWhatItWasFilledAndWrittenWith() {
		runEventual((scene) -> {
			assertThat(scene.cache().consistency()).isEqualTo(Consistency.EVENTUAL);
			assertThat(scene.names().read("key")).isEqualTo("row");
			scene.names().change("unseen");
			assertThat(scene.names().read("key")).isEqualTo("row");
			assertThat(scene.names().readSync("key")).isEqualTo("row");
			assertThat(((Slot.Entry) scene.lookup().slot()).kind()).isEqualTo(Slot.Kind.EVENTUAL);
			scene.names().put("key", "written");
			assertThat(scene.names().read("key")).isEqualTo("written");
			scene.names().create("made");
			assertThat(scene.cache().get("made", String.class)).isEqualTo("made");
			scene.names().evict("key");
			assertThat(scene.lookup().slot()).isEqualTo(new Slot.Absent());
			assertThat(scene.names().read("key")).isEqualTo("unseen");
			scene.names().clear();
			assertThat(scene.lookup().live()).isFalse();
			assertThat(scene.cache().putIfAbsent("key", "put")).isNull();
			assertThat(scene.cache().get("key", String.class)).isEqualTo("put");
		});
	}

	@Test
	default void cachesOfTwoMindsShareNothing() {
		run((scene) -> {
			scene.store().set(scene.key("key"), Slot.Entry.eventual(1, generation(scene), new byte[] { 1 }), MINUTE);
			assertThat(scene.names().read("key")).isEqualTo("row");
			assertThat(((Slot.Entry) scene.lookup().slot()).kind()).isEqualTo(Slot.Kind.VALUE);
		});
		runEventual((scene) -> {
			scene.store().put(scene.key("key"), new byte[] { 1 }, MINUTE);
			assertThat(scene.names().read("key")).isEqualTo("row");
			assertThat(((Slot.Entry) scene.lookup().slot()).kind()).isEqualTo(Slot.Kind.EVENTUAL);
		});
	}

	@Test
	default void whatALaggingReplicaGivesIsNotStoredAfterAWrite() {
		run((scene) -> {
			scene.names().read("key");
			scene.names().evict("key");
			assertThat(scene.names().read("key")).isEqualTo("row");
			assertThat(scene.lookup().slot()).isInstanceOf(Slot.Intent.class);
			scene.names().change("changed");
			assertThat(scene.names().read("key")).isEqualTo("changed");
			scene.names().put("key", "written");
			assertThat(scene.names().read("key")).as("Not yet").isEqualTo("changed");
			scene.names().put("other", "written");
			assertThat(scene.names().read("other")).as("Not the writer's either: what follows it would be old")
				.isEqualTo("changed");
			assertThat(scene.lookup("other").slot()).isInstanceOf(Slot.Intent.class);
			scene.names().clear();
			scene.names().read("third");
			assertThat(scene.cache().get("third")).isNull();
			scene.cache().evict("fourth");
			assertThat(scene.lookup("fourth").slot()).isInstanceOf(Slot.Intent.class);
		}, "cache-patterns.consistency.replica-lag=1m");
	}

	@Test
	default void afterTheLagOfTheReplicaLoadedValuesAreStoredAgain() {
		run((scene) -> {
			scene.names().evict("key");
			await().untilAsserted(() -> {
				scene.names().read("key");
				assertThat(scene.cache().get("key", String.class)).isEqualTo("row");
			});
		}, "cache-patterns.consistency.replica-lag=100ms");
	}

	private static long generation(Scene scene) {
		return scene.store().generation(scene.key("key")).orElseThrow();
	}

	private void runEventual(Scenario scenario) {
		run(scenario, "cache-patterns.caches.names.consistency=eventual");
	}

	private void run(Scenario scenario, String... properties) {
		String prefix = "mode-" + UUID.randomUUID();
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = "cache-patterns.key-prefix=" + prefix;
		try (ConfigurableApplicationContext context = start(Application.class, all)) {
			scenario.run(new Scene(context.getBean(Names.class), context.getBean(PatternCacheManager.class),
					context.getBean(CacheStore.class), prefix));
		}
	}

	/**
	 * What a test does.
	 */
	interface Scenario {

		/**
		 * Runs it.
		 */
		void run(Scene scene);

	}

	/**
	 * What a test works with.
	 */
	record Scene(Names names, PatternCacheManager caches, CacheStore store, String prefix) {

		PatternCache cache() {
			return this.caches.getCache("names");
		}

		StoreKey key(String key) {
			return StoreKey.of(Region.of(this.prefix, "names"), key);
		}

		Lookup lookup() {
			return lookup("key");
		}

		Lookup lookup(String key) {
			return this.store.get(key(key));
		}

	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	class Application {

		@Bean
		Names names() {
			return new Names();
		}

	}

	/**
	 * A service.
	 */
	class Names {

		private volatile String row = "row";

		public void change(String row) {
			this.row = row;
		}

		@Cacheable(cacheNames = "names", key = "#key")
		public String read(String key) {
			return this.row;
		}

		@Cacheable(cacheNames = "names", key = "#key", sync = true)
		public String readSync(String key) {
			return this.row;
		}

		@CachePut(cacheNames = "names", key = "#key")
		public String put(String key, String text) {
			return text;
		}

		@CachePut(cacheNames = "names", key = "#result")
		public String create(String text) {
			return text;
		}

		@CacheEvict(cacheNames = "names", key = "#key")
		public void evict(String key) {
		}

		@CacheEvict(cacheNames = "names", allEntries = true)
		public void clear() {
		}

	}

}
