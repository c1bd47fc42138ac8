package dev.cachepatterns.values;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.cache.KeyPrefixResolver;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A prefix for each tenant: nobody reads, replaces or removes what is another's.
 */
interface TenantContract extends ValuesFixture {

	ThreadLocal<String> TENANT = new ThreadLocal<>();

	@Test
	default void tenantsDoNotReadEachOther() throws Exception {
		run((context, notes) -> {
			assertThat(as("red", () -> notes.read("a"))).isEqualTo("red a");
			assertThat(as("blue", () -> notes.read("a"))).isEqualTo("blue a");
			as("red", () -> notes.write("a"));
			assertThat(as("blue", () -> notes.read("a"))).isEqualTo("blue a");
			assertThat(as("red", () -> notes.read("a"))).isEqualTo("written by red");
			assertThat(notes.loads()).hasValue(2);
			Cache cache = context.getBean(CacheManager.class).getCache("notes");
			assertThat(as("green", () -> cache.get("a"))).isNull();
			assertThat(as("blue", () -> cache.get("a", String.class))).isEqualTo("blue a");
		});
	}

	@Test
	default void tenantsDoNotRemoveEachOthersEntries() throws Exception {
		run((context, notes) -> {
			as("red", () -> notes.read("a"));
			as("blue", () -> notes.read("a"));
			as("red", () -> notes.remove("a"));
			as("red", notes::removeAll);
			as("blue", () -> notes.read("a"));
			assertThat(notes.loads()).hasValue(2);
			as("red", () -> notes.read("a"));
			assertThat(notes.loads()).hasValue(3);
		});
	}

	@Test
	default void tenantsDoNotShareALoad() throws Exception {
		run((context, notes) -> {
			ExecutorService threads = Executors.newFixedThreadPool(2);
			try {
				Future<String> red = threads.submit(() -> as("red", () -> notes.slow("a")));
				Future<String> blue = threads.submit(() -> as("blue", () -> notes.slow("a")));
				assertThat(red.get(10, TimeUnit.SECONDS)).isEqualTo("red a");
				assertThat(blue.get(10, TimeUnit.SECONDS)).isEqualTo("blue a");
			}
			finally {
				threads.shutdownNow();
			}
		});
	}

	@Test
	default void futureIsStoredForTheTenantThatCalled() throws Exception {
		run((context, notes) -> {
			CompletableFuture<String> result = as("red", () -> notes.later("a"));
			notes.arrival().complete("red's");
			assertThat(result).succeedsWithin(java.time.Duration.ofSeconds(10)).isEqualTo("red's");
			assertThat(as("red", () -> notes.later("a")).join()).isEqualTo("red's");
			notes.arrives(CompletableFuture.completedFuture("blue's"));
			assertThat(as("blue", () -> notes.later("a")).join()).isEqualTo("blue's");
			assertThat(as("red", () -> notes.later("a")).join()).isEqualTo("red's");
		});
	}

	@Test
	default void writeOfATransactionBelongsToTheTenantThatWrote() throws Exception {
		run((context, notes) -> {
			as("red", () -> notes.read("a"));
			as("blue", () -> notes.read("a"));
			TransactionTemplate transaction = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			TENANT.set("red");
			transaction.executeWithoutResult((status) -> {
				notes.write("a");
				TENANT.set("blue");
				assertThat(notes.read("a")).isEqualTo("blue a");
			});
			assertThat(as("blue", () -> notes.read("a"))).isEqualTo("blue a");
			assertThat(notes.loads()).hasValue(2);
			as("red", () -> notes.read("a"));
			assertThat(notes.loads()).hasValue(3);
		});
	}

	@Test
	default void callWithoutATenantFailsAndIsNotMade() throws Exception {
		run((context, notes) -> {
			assertThatIllegalStateException().isThrownBy(() -> notes.read("a")).withMessage("Nobody is signed in");
			assertThatIllegalStateException().isThrownBy(() -> notes.write("a")).withMessage("Nobody is signed in");
			assertThat(notes.loads()).hasValue(0);
		});
	}

	@Test
	default void resolverIsAskedOnceForACall() throws Exception {
		run((context, notes) -> {
			AtomicInteger asked = context.getBean(Application.class).asked;
			for (Supplier<String> call : List.<Supplier<String>>of(() -> notes.read("a"), () -> notes.read("a"),
					() -> notes.write("a"), () -> notes.remove("a"), () -> notes.several("a"))) {
				int before = asked.get();
				as("red", call);
				assertThat(asked.get() - before).isEqualTo(1);
			}
		});
	}

	@Test
	default void tenantsWhoseNamesLookLikeKeysAreKeptApart() throws Exception {
		run((context, notes) -> {
			for (String name : List.of("a", "a:", "a:{notes", "a:{notes:00}", "a%7B", "a b", "ä", "")) {
				assertThat(as(name, () -> notes.read("x"))).isEqualTo(name + " x");
			}
			assertThat(notes.loads()).hasValue(8);
			assertThat(as("a:{notes", () -> notes.read("x"))).isEqualTo("a:{notes x");
			assertThat(notes.loads()).hasValue(8);
		});
	}

	private void run(Scenario scenario) throws Exception {
		try (ConfigurableApplicationContext context = start(Application.class)) {
			context.getBean(CacheManager.class);
			String run = java.util.UUID.randomUUID().toString();
			context.getBean(Application.class).run = run;
			scenario.run(context, context.getBean(Notes.class));
		}
		finally {
			TENANT.remove();
		}
	}

	private static <T> T as(String tenant, Supplier<T> call) {
		TENANT.set(tenant);
		try {
			return call.get();
		}
		finally {
			TENANT.remove();
		}
	}

	/**
	 * What a test does.
	 */
	interface Scenario {

		/**
		 * Runs it.
		 */
		void run(ConfigurableApplicationContext context, Notes notes) throws Exception;

	}

	/**
	 * An application with tenants.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	class Application {

		private final AtomicInteger asked = new AtomicInteger();

		private String run;

		@Bean
		KeyPrefixResolver tenantPrefix() {
			return () -> {
				this.asked.incrementAndGet();
				if (TENANT.get() == null) {
					throw new IllegalStateException("Nobody is signed in");
				}
				return this.run + "-" + TENANT.get();
			};
		}

		@Bean
		Notes notes() {
			return new Notes();
		}

	}

	/**
	 * A service whose answers depend on the tenant.
	 */
	class Notes {

		private final AtomicInteger loads = new AtomicInteger();

		private final CountDownLatch both = new CountDownLatch(2);

		private volatile CompletableFuture<String> arrival = new CompletableFuture<>();

		public AtomicInteger loads() {
			return this.loads;
		}

		public CompletableFuture<String> arrival() {
			return this.arrival;
		}

		public void arrives(CompletableFuture<String> arrival) {
			this.arrival = arrival;
		}

		@Cacheable("notes")
		public String read(String key) {
			this.loads.incrementAndGet();
			return TENANT.get() + " " + key;
		}

		@Cacheable(cacheNames = "notes", sync = true)
		public String slow(String key) {
			this.both.countDown();
			try {
				assertThat(this.both.await(10, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return TENANT.get() + " " + key;
		}

		@Cacheable("notes")
		public CompletableFuture<String> later(String key) {
			return this.arrival;
		}

		@WriteThrough(cacheNames = "notes", key = "#key")
		public String write(String key) {
			return "written by " + TENANT.get();
		}

		@WriteThrough(cacheNames = { "notes", "others" }, key = "#key", evict = @CacheEvict("more"))
		public String several(String key) {
			return key;
		}

		@CacheEvict("notes")
		public String remove(String key) {
			return key;
		}

		@CacheEvict(cacheNames = "notes", allEntries = true)
		public String removeAll() {
			return "";
		}

	}

}
