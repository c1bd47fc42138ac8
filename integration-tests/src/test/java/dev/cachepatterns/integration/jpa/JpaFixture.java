package dev.cachepatterns.integration.jpa;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;

/**
 * What all tests of the application need.
 */
public interface JpaFixture {

	/**
	 * Identifiers that no other test uses.
	 */
	AtomicLong IDS = new AtomicLong();

	/**
	 * The application, on the backend under test.
	 */
	ConfigurableApplicationContext context();

	private <T> T bean(Class<T> type) {
		return context().getBean(type);
	}

	default TownRepository repository() {
		return bean(TownRepository.class);
	}

	default Towns towns() {
		return bean(Towns.class);
	}

	default JdbcClient database() {
		return bean(JdbcClient.class);
	}

	default TransactionTemplate transaction() {
		return new TransactionTemplate(bean(PlatformTransactionManager.class));
	}

	/**
	 * A town that is called old, in the database.
	 */
	default long town() {
		long id = IDS.incrementAndGet();
		database().sql("insert into town (id, name, version) values (?, 'old', 0)").param(id).update();
		return id;
	}

	/**
	 * A town that is called old, in the database and in the caches.
	 */
	default long cachedTown() {
		long id = town();
		read(id);
		towns().name(id);
		return id;
	}

	/**
	 * The name as the cached method of the repository has it.
	 */
	default String read(long id) {
		return repository().findById(id).orElseThrow().name();
	}

	default Signs signs() {
		return bean(Signs.class);
	}

	default Provinces provinces() {
		return bean(Provinces.class);
	}

	/**
	 * A sign that is grey and says old.
	 */
	default long sign() {
		long id = IDS.incrementAndGet();
		database().sql("insert into sign (id, text, colour) values (?, 'old', 'grey')").param(id).update();
		return id;
	}

	/**
	 * What stands in the cache of the repository.
	 */
	default Slot slot(long id) {
		return slot("towns", id);
	}

	default Slot slot(String cache, long id) {
		return bean(CacheStore.class).get(StoreKey.of(Region.of("cache-patterns", cache), String.valueOf(id))).slot();
	}

	default boolean isCached(String cache, long id) {
		return slot(cache, id) instanceof Slot.Entry entry && entry.kind() == Slot.Kind.VALUE;
	}

	/**
	 * What the database has, whatever is cached.
	 */
	default String stored(long id) {
		return database().sql("select name from town where id = ?").param(id).query(String.class).single();
	}

	/**
	 * Does something as another caller does, on a connection of its own.
	 */
	static <T> T elsewhere(Callable<T> call) {
		CompletableFuture<T> result = new CompletableFuture<>();
		new Thread(() -> {
			try {
				result.complete(call.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		}, "elsewhere").start();
		return result.join();
	}

	static void elsewhere(Runnable call) {
		elsewhere(() -> {
			call.run();
			return true;
		});
	}

}
