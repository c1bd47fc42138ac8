package dev.cachepatterns.values;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A key that is missing, and many callers in two instances of an application.
 */
interface ColdKeyContract extends ValuesFixture {

	AtomicInteger LOADS = new AtomicInteger();

	int CALLERS = 8;

	@Test
	default void keyThatIsMissingIsLoadedOnceByAllInstancesTogether() throws Exception {
		loadsOnce(Slow::read);
	}

	@Test
	default void keyThatIsMissingIsLoadedOnceWithoutSync() throws Exception {
		loadsOnce(Slow::plain);
	}

	@Test
	default void keyThatIsMissingIsLoadedOnceForFutures() throws Exception {
		loadsOnce((slow, key) -> slow.later(key).join());
	}

	private void loadsOnce(Method read) throws Exception {
		String prefix = "cache-patterns.key-prefix=cold-" + UUID.randomUUID();
		String patience = "cache-patterns.consistency.wait-budget=1m";
		ExecutorService threads = Executors.newFixedThreadPool(2 * CALLERS);
		try (ConfigurableApplicationContext one = start(Application.class, prefix, patience);
				ConfigurableApplicationContext two = start(Application.class, prefix, patience)) {
			for (int round = 0; round < 10; round++) {
				LOADS.set(0);
				String key = "key-" + round;
				List<Future<String>> answers = new ArrayList<>();
				for (int i = 0; i < CALLERS; i++) {
					answers.add(threads.submit(() -> read.of(one.getBean(Slow.class), key)));
					answers.add(threads.submit(() -> read.of(two.getBean(Slow.class), key)));
				}
				for (Future<String> answer : answers) {
					assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("row " + key);
				}
				assertThat(LOADS).hasValue(1);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * A method that reads.
	 */
	interface Method {

		/**
		 * Reads.
		 */
		String of(Slow slow, String key);

	}

	/**
	 * The application of both instances.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	class Application {

		@Bean
		Slow slow() {
			return new Slow();
		}

	}

	/**
	 * A service that takes its time.
	 */
	class Slow {

		@Cacheable(cacheNames = "plain")
		public String plain(String key) {
			return read(key);
		}

		@Cacheable(cacheNames = "later")
		public CompletableFuture<String> later(String key) {
			return CompletableFuture.supplyAsync(() -> read(key), (step) -> new Thread(step).start());
		}

		@Cacheable(cacheNames = "slow", sync = true)
		public String read(String key) {
			LOADS.incrementAndGet();
			long start = System.nanoTime();
			await().until(() -> System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(100));
			return "row " + key;
		}

	}

}
