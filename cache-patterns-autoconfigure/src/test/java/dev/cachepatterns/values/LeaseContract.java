package dev.cachepatterns.values;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A read that loads holds a lease: what comes meanwhile takes it away, and a load that
 * ends without a value gives it back.
 */
interface LeaseContract extends ValuesFixture {

	Duration LONG = Duration.ofMinutes(10);

	List<BiFunction<Rows, String, String>> READS = List.of(Rows::read, Rows::synchronizedRead,
			(rows, key) -> rows.later(key).join());

	@Test
	default void evictionWhileAReadLoadsKeepsItsValueOut() {
		whileLoading((scene) -> scene.cache().evict("key"), (scene) -> assertThat(scene.cache().get("key")).isNull());
	}

	@Test
	default void clearWhileAReadLoadsKeepsItsValueOut() {
		whileLoading((scene) -> scene.cache().clear(), (scene) -> assertThat(scene.cache().get("key")).isNull());
	}

	@Test
	default void putWhileAReadLoadsStays() {
		whileLoading((scene) -> scene.cache().put("key", "written"),
				(scene) -> assertThat(scene.cache().get("key", String.class)).isEqualTo("written"));
	}

	@Test
	default void intentWhileAReadLoadsStays() {
		whileLoading((scene) -> scene.store().enter(scene.key(), 7, LONG),
				(scene) -> assertThat(scene.slot()).isInstanceOf(Slot.Intent.class));
	}

	@Test
	default void nothingWhileAReadLoadsLeavesItsValue() {
		whileLoading((scene) -> {
		}, (scene) -> assertThat(scene.cache().get("key", String.class)).isEqualTo("loaded"));
	}

	@Test
	default void readAfterAnEvictionDoesNotJoinALoadThatBeganBefore() {
		for (BiFunction<Rows, String, String> read : READS) {
			run((scene) -> {
				Rows rows = scene.rows();
				rows.block();
				ExecutorService threads = Executors.newFixedThreadPool(2);
				try {
					Future<String> before = threads.submit(() -> read.apply(rows, "key"));
					rows.awaitLoad();
					rows.change("changed");
					scene.cache().evict("key");
					Future<String> after = threads.submit(() -> read.apply(rows, "key"));
					await().until(() -> rows.loads() == 2);
					rows.proceed();
					assertThat(before.get(10, TimeUnit.SECONDS)).isEqualTo("loaded");
					assertThat(after.get(10, TimeUnit.SECONDS)).isEqualTo("changed");
					assertThat(scene.cache().get("key", String.class)).isEqualTo("changed");
				}
				finally {
					threads.shutdownNow();
				}
			});
		}
	}

	@Test
	default void loadThatFailsGivesItsLeaseBack() {
		run((scene) -> {
			for (BiFunction<Rows, String, String> read : READS) {
				assertThat(thrownBy(() -> read.apply(scene.rows(), "fail"))).isTrue();
				await().until(() -> scene.slot("fail") instanceof Slot.Absent);
			}
		});
	}

	@Test
	default void loadWhoseValueIsNotWantedGivesItsLeaseBack() {
		run((scene) -> {
			assertThat(scene.rows().unwanted("key")).isEqualTo("loaded");
			assertThat(scene.slot()).isEqualTo(new Slot.Absent());
			assertThat(scene.rows().unwantedLater("key").join()).isEqualTo("loaded");
			await().until(() -> scene.slot() instanceof Slot.Absent);
		});
	}

	@Test
	default void loadOfATransactionThatRollsBackGivesItsLeaseBack() {
		run((scene) -> {
			TransactionTemplate transaction = new TransactionTemplate(scene.transactions());
			transaction.executeWithoutResult((status) -> {
				scene.rows().read("key");
				assertThat(scene.slot()).isInstanceOf(Slot.Entry.class);
				status.setRollbackOnly();
			});
			assertThat(scene.slot()).isEqualTo(new Slot.Absent());
			transaction.executeWithoutResult((status) -> scene.rows().read("key"));
			assertThat(scene.cache().get("key", String.class)).isEqualTo("loaded");
		});
	}

	@Test
	default void leaseOfAnotherReaderStaysAndItsValueIsNotStoredByThisOne() {
		run((scene) -> {
			Slot.Entry lease = Slot.Entry.lease(7, scene.store().generation(scene.key()).orElseThrow());
			scene.store().replace(scene.key(), Slot.ABSENT, lease, LONG);
			for (BiFunction<Rows, String, String> read : READS) {
				assertThat(read.apply(scene.rows(), "key")).isEqualTo("loaded");
				assertThat(scene.slot()).isEqualTo(lease);
			}
		});
	}

	@Test
	default void readOfTheCacheItselfTakesNoLease() {
		run((scene) -> {
			assertThat(scene.cache().get("key")).isNull();
			assertThat(scene.cache().get("key", String.class)).isNull();
			assertThat(scene.cache().retrieve("key").join()).isNull();
			assertThat(scene.slot()).isEqualTo(new Slot.Absent());
			assertThat(scene.cache().putIfAbsent("key", "put")).isNull();
			assertThat(scene.cache().get("key", String.class)).isEqualTo("put");
		});
	}

	private void whileLoading(Scenario meanwhile, Scenario afterwards) {
		for (BiFunction<Rows, String, String> read : READS) {
			run((scene) -> {
				Rows rows = scene.rows();
				rows.block();
				ExecutorService threads = Executors.newSingleThreadExecutor();
				try {
					Future<String> loading = threads.submit(() -> read.apply(rows, "key"));
					rows.awaitLoad();
					meanwhile.run(scene);
					rows.proceed();
					assertThat(loading.get(10, TimeUnit.SECONDS)).isEqualTo("loaded");
					afterwards.run(scene);
				}
				finally {
					threads.shutdownNow();
				}
			});
		}
	}

	private static boolean thrownBy(Runnable call) {
		try {
			call.run();
			return false;
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

	private void run(Scenario scenario) {
		String prefix = "lease-" + UUID.randomUUID();
		try (ConfigurableApplicationContext context = start(Application.class, "cache-patterns.key-prefix=" + prefix)) {
			scenario.run(new Scene(context.getBean(Rows.class),
					(PatternCache) context.getBean(CacheManager.class).getCache("rows"),
					context.getBean(CacheStore.class), context.getBean(PlatformTransactionManager.class), prefix));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What a test does.
	 */
	interface Scenario {

		/**
		 * Runs it.
		 */
		void run(Scene scene) throws Exception;

	}

	/**
	 * What a test works with.
	 */
	record Scene(Rows rows, PatternCache cache, CacheStore store, PlatformTransactionManager transactions,
			String prefix) {

		StoreKey key() {
			return StoreKey.of(Region.of(this.prefix, "rows"), "key");
		}

		Slot slot() {
			return this.store.get(key()).slot();
		}

		Slot slot(String key) {
			return this.store.get(StoreKey.of(Region.of(this.prefix, "rows"), key)).slot();
		}

	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	class Application {

		@Bean
		Rows rows() {
			return new Rows();
		}

	}

}
