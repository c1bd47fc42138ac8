package dev.cachepatterns.stampede;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.cache.PatternCache;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A load that ends without a value, and callers of one process that wait for it.
 */
interface FailingLoadContract {

	int CALLERS = 8;

	/**
	 * The settings that lead to the backend under test.
	 */
	List<String> backend();

	@Test
	default void thoseWhoWaitForALoadThatFailsFailTogether() {
		for (Throwable thrown : List.of(new IllegalStateException("out"), new IOException("out"), new Error("out"))) {
			run((scene) -> {
				for (Way way : Way.values()) {
					List<CompletableFuture<Object>> answers = together(scene, way, thrown);
					answers.forEach((answer) -> assertThat(answer.join()).as(way.name()).isSameAs(thrown));
					assertThat(scene.source().loads()).as(way.name()).isOne();
				}
			});
		}
	}

	@Test
	default void callAfterTheFailureLoads() {
		run((scene) -> {
			for (Way way : Way.values()) {
				together(scene, way, new IllegalStateException("out")).forEach(CompletableFuture::join);
				scene.source().loads();
				List<CompletableFuture<Object>> answers = together(scene, way, null);
				answers.forEach((answer) -> assertThat(answer.join()).isEqualTo(way.name()));
				assertThat(scene.source().loads()).as(way.name()).isOne();
			}
		});
	}

	@Test
	default void thoseWhoWaitForALoadThatLeavesNothingLoadForThemselves() {
		run((scene) -> {
			scene.source().close();
			List<CompletableFuture<Object>> answers = scene.begin(() -> answer(scene, Way.PLAIN, "secret"));
			scene.source().open();
			answers.forEach((answer) -> assertThat(answer.join()).isEqualTo("secret"));
			assertThat(scene.source().loads()).isEqualTo(CALLERS);
		});
	}

	@Test
	default void otherMethodOnTheSameKeyLoadsForItself() {
		run((scene) -> {
			scene.source().close();
			scene.source().fail(new IllegalStateException("out"));
			CompletableFuture<Object> one = inBackground(() -> answer(scene, Way.PLAIN, "key"));
			await().until(() -> scene.source().begun() == 1);
			CompletableFuture<Object> other = inBackground(() -> number(scene, "key"));
			await().until(() -> scene.waits() == 1);
			scene.source().open();
			assertThat(one.join()).isInstanceOf(IllegalStateException.class);
			assertThat(other.join()).isInstanceOf(IllegalStateException.class);
			assertThat(scene.source().loads()).isEqualTo(2);
		});
	}

	@Test
	default void failureInATransactionIsNotForOthers() {
		run((scene) -> {
			scene.source().close();
			scene.source().fail(new IllegalStateException("deadlock"));
			TransactionTemplate transaction = new TransactionTemplate(scene.transactions());
			CompletableFuture<Object> one = inBackground(
					() -> transaction.execute((status) -> answer(scene, Way.PLAIN, "key")));
			await().until(() -> scene.source().begun() == 1);
			CompletableFuture<Object> other = inBackground(() -> answer(scene, Way.PLAIN, "key"));
			await().until(() -> scene.waits() == 1);
			scene.source().open();
			assertThat(one.join()).isInstanceOf(IllegalStateException.class);
			assertThat(other.join()).isInstanceOf(IllegalStateException.class);
			assertThat(scene.source().loads()).isEqualTo(2);
		});
	}

	@Test
	default void callThatComesAfterAnEvictionDoesNotGetTheFailureOfALoadBeforeIt() {
		run((scene) -> {
			for (Way way : Way.values()) {
				String key = way.name();
				scene.source().close();
				CompletableFuture<Object> before = inBackground(() -> answer(scene, way, key));
				await().until(() -> scene.source().begun() == 1);
				scene.cache().evict(key);
				CompletableFuture<Object> after = inBackground(() -> answer(scene, way, key));
				await().until(() -> scene.source().begun() == 2);
				scene.source().open();
				assertThat(before.join()).isEqualTo(key);
				assertThat(after.join()).isEqualTo(key);
				scene.source().loads();
			}
		});
	}

	@Test
	default void loadThatHangsIsMadeAgainWhenItsLeaseIsOver() {
		run((scene) -> {
			for (Way way : Way.values()) {
				scene.source().close();
				List<CompletableFuture<Object>> answers = scene.begin(() -> answer(scene, way, way.name()));
				await().until(() -> scene.source().begun() == 2);
				scene.source().open();
				answers.forEach((answer) -> assertThat(answer.join()).isEqualTo(way.name()));
				assertThat(scene.source().loads()).isEqualTo(2);
			}
		}, "cache-patterns.consistency.lease-timeout=1s");
	}

	private static List<CompletableFuture<Object>> together(Scene scene, Way way, @Nullable Throwable thrown) {
		scene.source().close();
		scene.source().fail(thrown);
		List<CompletableFuture<Object>> answers = scene.begin(() -> answer(scene, way, way.name()));
		scene.source().open();
		return answers;
	}

	private static Object answer(Scene scene, Way way, String key) {
		try {
			return way.read(scene.source(), key);
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private static Object number(Scene scene, String key) {
		try {
			return scene.source().number(key);
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private static CompletableFuture<Object> inBackground(Callable<Object> call) {
		CompletableFuture<Object> answer = new CompletableFuture<Object>().orTimeout(1, TimeUnit.MINUTES);
		new Thread(() -> {
			try {
				answer.complete(call.call());
			}
			catch (Throwable ex) {
				answer.completeExceptionally(ex);
			}
		}).start();
		return answer;
	}

	private void run(Scenario scenario, String... settings) {
		List<String> all = new ArrayList<>(backend());
		all.add("cache-patterns.key-prefix=" + UUID.randomUUID());
		all.add("cache-patterns.consistency.wait-budget=1m");
		all.addAll(Arrays.asList(settings));
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties(all.toArray(String[]::new))
			.run()) {
			scenario.run(new Scene(context.getBean(Source.class),
					(PatternCache) context.getBean(CacheManager.class).getCache("values"),
					context.getBean(PlatformTransactionManager.class)));
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
	 *
	 * @param source the loader
	 * @param cache its cache
	 * @param transactions of a database that it does not use
	 */
	record Scene(Source source, PatternCache cache, PlatformTransactionManager transactions) {

		long waits() {
			return this.cache.counts().waits();
		}

		/**
		 * Begins calls, and returns when one of them loads and all others wait for it.
		 */
		List<CompletableFuture<Object>> begin(Callable<Object> call) {
			long before = waits();
			List<CompletableFuture<Object>> answers = new ArrayList<>();
			for (int i = 0; i < CALLERS; i++) {
				answers.add(inBackground(call));
			}
			await().until(() -> waits() == before + CALLERS - 1);
			return answers;
		}

	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
	class Application {

		@Bean
		Source source() {
			return new Source();
		}

	}

}
