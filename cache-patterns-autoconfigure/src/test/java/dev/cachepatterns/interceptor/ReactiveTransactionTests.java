package dev.cachepatterns.interceptor;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.cache.PatternCacheManager;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.reactive.AbstractReactiveTransactionManager;
import org.springframework.transaction.reactive.GenericReactiveTransaction;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Caches follow the commit of a reactive transaction.
 */
class ReactiveTransactionTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("cache-patterns.backend=memory")
		.withConfiguration(AutoConfigurations.of(CachePatternsAutoConfiguration.class, AopAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	@Test
	void writeThroughIsInTheCacheAfterItsCommit() {
		this.runner.run((context) -> {
			StepVerifier.create(context.getBean(Service.class).write("key", "new")).expectNext("new").verifyComplete();
			assertThat(cached(context.getBean(PatternCacheManager.class), "key")).isEqualTo("new");
		});
	}

	@Test
	void writeThroughInAnOuterTransactionWaitsForItsCommit() {
		this.runner.run((context) -> {
			PatternCacheManager caches = context.getBean(PatternCacheManager.class);
			AtomicReference<Object> during = new AtomicReference<>("not read");
			Mono<String> outer = context.getBean(Service.class)
				.write("key", "new")
				.doOnNext((written) -> during.set(cached(caches, "key")));
			StepVerifier.create(operator(context.getBean(ReactiveTransactionManager.class)).transactional(outer))
				.expectNext("new")
				.verifyComplete();
			assertThat(during).hasValue(null);
			// What follows in the outer transaction may still have changed it
			assertThat(cached(caches, "key")).isNull();
		});
	}

	@Test
	void writesInATransactionThatRollsBackLeaveTheCache() {
		this.runner.run((context) -> {
			PatternCacheManager caches = context.getBean(PatternCacheManager.class);
			caches.getCache("values").put("key", "old");
			Service service = context.getBean(Service.class);
			Mono<String> outer = service.write("key", "new")
				.then(Mono.defer(service::clear))
				.then(Mono.error(new IllegalStateException("Rolled back")));
			StepVerifier.create(operator(context.getBean(ReactiveTransactionManager.class)).transactional(outer))
				.verifyErrorMessage("Rolled back");
			assertThat(cached(caches, "key")).isIn("old", null);
		});
	}

	private static Object cached(PatternCacheManager caches, String key) {
		return caches.getCache("values").get(key, String.class);
	}

	private static TransactionalOperator operator(ReactiveTransactionManager transactions) {
		return TransactionalOperator.create(transactions);
	}

	/**
	 * An application with reactive transactions.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class Application {

		@Bean
		Service service() {
			return new Service();
		}

		@Bean
		ReactiveTransactionManager transactionManager() {
			return new Transactions();
		}

	}

	/**
	 * Methods that write.
	 */
	static class Service {

		@Transactional
		@WriteThrough(cacheNames = "values", key = "#key")
		public Mono<String> write(String key, String value) {
			return Mono.just(value);
		}

		@Transactional
		@CacheEvict(cacheNames = "values", allEntries = true)
		public Mono<Void> clear() {
			return Mono.empty();
		}

	}

	/**
	 * Transactions without a resource: only their outcome matters here.
	 */
	@SuppressWarnings("serial")
	static final class Transactions extends AbstractReactiveTransactionManager {

		@Override
		protected Object doGetTransaction(TransactionSynchronizationManager synchronization) {
			Object current = synchronization.getResource(Transactions.class);
			return (current != null) ? current : new Transaction();
		}

		@Override
		protected boolean isExistingTransaction(Object transaction) {
			return ((Transaction) transaction).begun.get();
		}

		@Override
		protected Mono<Void> doBegin(TransactionSynchronizationManager synchronization, Object transaction,
				TransactionDefinition definition) {
			return Mono.fromRunnable(() -> {
				((Transaction) transaction).begun.set(true);
				synchronization.bindResource(Transactions.class, transaction);
			});
		}

		@Override
		protected Mono<Void> doCommit(TransactionSynchronizationManager synchronization,
				GenericReactiveTransaction status) {
			return Mono.empty();
		}

		@Override
		protected Mono<Void> doRollback(TransactionSynchronizationManager synchronization,
				GenericReactiveTransaction status) {
			return Mono.empty();
		}

		@Override
		protected Mono<Void> doSetRollbackOnly(TransactionSynchronizationManager synchronization,
				GenericReactiveTransaction status) {
			return Mono.empty();
		}

		@Override
		protected Mono<Void> doCleanupAfterCompletion(TransactionSynchronizationManager synchronization,
				Object transaction) {
			return Mono.fromRunnable(() -> synchronization.unbindResource(Transactions.class));
		}

	}

	/**
	 * One transaction.
	 */
	private static final class Transaction {

		private final AtomicBoolean begun = new AtomicBoolean();

	}

}
