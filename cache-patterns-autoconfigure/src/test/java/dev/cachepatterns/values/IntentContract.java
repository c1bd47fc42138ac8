package dev.cachepatterns.values;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A write outside of transactions is announced before its method runs.
 */
interface IntentContract extends ValuesFixture {

	List<Write> WRITES = List.of(Texts::put, Texts::writeThrough, Texts::evict);

	@Test
	default void readersWhileAWriteRunsAreNotServedAndStoreNothing() {
		run((scene) -> {
			for (Write write : WRITES) {
				scene.cache().put("key", "old");
				write.run(scene.texts(), "key", "new", () -> {
					assertThat(scene.slot()).isInstanceOf(Slot.Intent.class);
					assertThat(CompletableFuture.supplyAsync(() -> scene.texts().read("key")))
						.succeedsWithin(Duration.ofSeconds(10))
						.isEqualTo("read");
					assertThat(scene.slot()).isInstanceOf(Slot.Intent.class);
				});
			}
		});
	}

	@Test
	default void writeLeavesItsValueOrNothing() {
		run((scene) -> {
			scene.texts().put("key", "put", () -> {
			});
			assertThat(scene.cache().get("key", String.class)).isEqualTo("put");
			scene.texts().writeThrough("key", "written", () -> {
			});
			assertThat(scene.cache().get("key", String.class)).isEqualTo("written");
			scene.texts().evict("key", "", () -> {
			});
			assertThat(scene.slot()).isEqualTo(new Slot.Absent());
		});
	}

	@Test
	default void writersThatOverlapLeaveNothing() {
		run((scene) -> {
			for (Write write : WRITES) {
				scene.cache().put("key", "old");
				write.run(scene.texts(), "key", "first", () -> write.run(scene.texts(), "key", "second",
						() -> assertThat(((Slot.Intent) scene.slot()).deadlines()).hasSize(2)));
				assertThat(scene.slot()).isEqualTo(new Slot.Absent());
			}
		});
	}

	@Test
	default void writeThatFailsLeavesNothing() {
		run((scene) -> {
			for (Write write : WRITES) {
				scene.cache().put("key", "old");
				assertThatIllegalStateException().isThrownBy(() -> write.run(scene.texts(), "key", "new", () -> {
					throw new IllegalStateException("On purpose");
				}));
				assertThat(scene.slot()).isEqualTo(new Slot.Absent());
			}
		});
	}

	@Test
	default void writeWhoseConditionIsFalseTouchesNothing() {
		run((scene) -> {
			scene.cache().put("key", "old");
			scene.texts().never("key", () -> assertThat(scene.cache().get("key", String.class)).isEqualTo("old"));
			assertThat(scene.cache().get("key", String.class)).isEqualTo("old");
		});
	}

	@Test
	default void writeWhoseKeyNeedsTheResultLeavesNothing() {
		run((scene) -> {
			// Another writer may have been the last to commit
			scene.cache().put("key", "another's");
			scene.texts().create("key");
			assertThat(scene.cache().get("key")).isNull();
		});
	}

	private void run(Scenario scenario) {
		String prefix = "intent-" + UUID.randomUUID();
		try (ConfigurableApplicationContext context = start(Application.class, "cache-patterns.key-prefix=" + prefix)) {
			scenario.run(new Scene(context.getBean(Texts.class),
					(PatternCache) context.getBean(CacheManager.class).getCache("texts"),
					context.getBean(CacheStore.class), prefix));
		}
	}

	/**
	 * One of the writes.
	 */
	interface Write {

		/**
		 * Writes.
		 */
		void run(Texts texts, String key, String text, Runnable during);

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
	record Scene(Texts texts, PatternCache cache, CacheStore store, String prefix) {

		Slot slot() {
			return this.store.get(StoreKey.of(Region.of(this.prefix, "texts"), "key")).slot();
		}

	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	class Application {

		@Bean
		Texts texts() {
			return new Texts();
		}

	}

	/**
	 * A service.
	 */
	class Texts {

		@Cacheable(cacheNames = "texts", key = "#key")
		public String read(String key) {
			return "read";
		}

		@CachePut(cacheNames = "texts", key = "#key")
		public String put(String key, String text, Runnable during) {
			during.run();
			return text;
		}

		@WriteThrough(cacheNames = "texts", key = "#key")
		public String writeThrough(String key, String text, Runnable during) {
			during.run();
			return text;
		}

		@CacheEvict(cacheNames = "texts", key = "#key")
		public void evict(String key, String text, Runnable during) {
			during.run();
		}

		@CacheEvict(cacheNames = "texts", key = "#key", condition = "#key == null")
		public void never(String key, Runnable during) {
			during.run();
		}

		@CachePut(cacheNames = "texts", key = "#result")
		public String create(String text) {
			return text;
		}

	}

}
