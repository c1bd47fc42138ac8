package dev.cachepatterns.transaction;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.cache.PatternCache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Caches follow the commit.
 */
public interface TransactionContract {

	/**
	 * Identifiers that no other test uses.
	 */
	AtomicLong IDS = new AtomicLong();

	/**
	 * The application, on the backend under test.
	 */
	ConfigurableApplicationContext context();

	default Accounts accounts() {
		return context().getBean(Accounts.class);
	}

	default TransactionTemplate transaction() {
		return new TransactionTemplate(context().getBean(PlatformTransactionManager.class));
	}

	default Account cached() {
		long id = IDS.incrementAndGet();
		context().getBean(JdbcClient.class).sql("insert into account values (?, 'old')").param(id).update();
		Account account = accounts().find(id);
		accounts().reads();
		return account;
	}

	default PatternCache cache() {
		return (PatternCache) context().getBean(CacheManager.class).getCache("accounts");
	}

	default String cachedOwner(long id) {
		Account account = cache().get(id, Account.class);
		return (account != null) ? account.owner() : "none";
	}

	/**
	 * What was announced for a write that failed is ended soon, and readers store again.
	 */
	default void assertThatIsCachedAgain(long id) {
		await().untilAsserted(() -> {
			accounts().find(id);
			assertThat(cachedOwner(id)).isEqualTo("old");
		});
	}

	@Test
	default void writeThroughIsInTheCacheAfterItsCommit() {
		long id = cached().id();
		accounts().update(new Account(id, "new"));
		assertThat(accounts().find(id).owner()).isEqualTo("new");
		assertThat(accounts().reads()).isZero();
	}

	@Test
	default void writeThroughThatRollsBackLeavesNothingOfIt() {
		long id = cached().id();
		assertThatIllegalStateException().isThrownBy(() -> accounts().updateAndFail(new Account(id, "new")));
		assertThat(cachedOwner(id)).isIn("old", "none");
		assertThat(accounts().find(id).owner()).isEqualTo("old");
		assertThatIsCachedAgain(id);
	}

	@Test
	default void writeThroughInAnOuterTransactionWaitsForItsCommit() {
		long id = cached().id();
		transaction().executeWithoutResult((status) -> {
			accounts().update(new Account(id, "new"));
			assertThat(cachedOwner(id)).isIn("old", "none");
		});
		// What follows in the outer transaction may still have changed it
		assertThat(cachedOwner(id)).isEqualTo("none");
		assertThat(accounts().find(id).owner()).isEqualTo("new");
	}

	@Test
	default void writeThroughInAnOuterTransactionThatRollsBackLeavesNothingOfIt() {
		long id = cached().id();
		transaction().executeWithoutResult((status) -> {
			accounts().update(new Account(id, "new"));
			accounts().close(id);
			accounts().closeAll();
			status.setRollbackOnly();
		});
		assertThat(cachedOwner(id)).isIn("old", "none");
		assertThat(accounts().find(id).owner()).isEqualTo("old");
	}

	@Test
	default void cachePutAndEvictInAnOuterTransactionWaitForItsCommit() {
		long put = cached().id();
		long closed = cached().id();
		transaction().executeWithoutResult((status) -> {
			accounts().put(new Account(put, "new"));
			accounts().close(closed);
			assertThat(cachedOwner(put)).isIn("old", "none");
			assertThat(cachedOwner(closed)).isIn("old", "none");
		});
		assertThat(cachedOwner(put)).isEqualTo("none");
		assertThat(cachedOwner(closed)).isEqualTo("none");
	}

	@Test
	default void readAfterAWriteInTheSameTransactionSeesItAndKeepsNothing() {
		long id = cached().id();
		transaction().executeWithoutResult((status) -> {
			accounts().update(new Account(id, "new"));
			assertThat(accounts().find(id).owner()).isEqualTo("new");
			accounts().closeAll();
			assertThat(accounts().find(id).owner()).isEqualTo("nobody");
			status.setRollbackOnly();
		});
		assertThat(cachedOwner(id)).isIn("old", "none");
		assertThat(accounts().find(id).owner()).isEqualTo("old");
	}

	@Test
	default void readOfUncommittedDataIsNotKeptWhenItRollsBack() {
		long id = cached().id();
		cache().evict(id);
		transaction().executeWithoutResult((status) -> {
			accounts().write(new Account(id, "uncommitted"));
			assertThat(accounts().find(id).owner()).isEqualTo("uncommitted");
			assertThat(accounts().findSync(id).owner()).isEqualTo("uncommitted");
			status.setRollbackOnly();
		});
		assertThat(accounts().find(id).owner()).isEqualTo("old");
		assertThat(accounts().findSync(id).owner()).isEqualTo("old");
	}

	@Test
	default void evictBeforeInvocationHoldsAfterTheCommitToo() {
		long id = cached().id();
		accounts().closeLate(id, () -> CompletableFuture.runAsync(() -> accounts().find(id)).join());
		assertThat(accounts().find(id).owner()).isEqualTo("nobody");
	}

	@Test
	default void futureThatIsThereAtOnceWaitsForTheCommit() {
		long id = cached().id();
		transaction().executeWithoutResult((status) -> {
			accounts().updateLater(new Account(id, "new")).join();
			assertThat(cachedOwner(id)).isEqualTo("old");
			status.setRollbackOnly();
		});
		assertThat(cachedOwner(id)).isEqualTo("old");
	}

	@Test
	default void independentTransactionWritesItsCacheWhenTheOuterRollsBack() {
		long outer = cached().id();
		long inner = cached().id();
		transaction().executeWithoutResult((status) -> {
			accounts().update(new Account(outer, "new"));
			accounts().updateIndependently(new Account(inner, "new"));
			assertThat(cachedOwner(inner)).isEqualTo("new");
			assertThat(accounts().find(outer).owner()).isEqualTo("new");
			status.setRollbackOnly();
		});
		assertThat(cachedOwner(outer)).isIn("old", "none");
		assertThat(accounts().find(outer).owner()).isEqualTo("old");
		assertThat(cachedOwner(inner)).isEqualTo("new");
	}

	@Test
	default void rollbackToASavepointNeverLeavesTheRolledBackValue() {
		long id = cached().id();
		transaction().executeWithoutResult((status) -> {
			Object savepoint = status.createSavepoint();
			accounts().updateNested(new Account(id, "rolled back"));
			status.rollbackToSavepoint(savepoint);
		});
		assertThat(cachedOwner(id)).isIn("old", "none");
		assertThat(accounts().find(id).owner()).isEqualTo("old");
	}

	@Test
	default void hitOnATransactionalMethodBeginsNoTransaction() {
		long id = cached().id();
		assertThat(accounts().inTransaction(id)).isTrue();
		accounts().reads();
		assertThat(accounts().inTransaction(id)).isTrue();
		assertThat(accounts().reads()).isZero();
	}

	@Test
	default void hitNeedsNoDatabaseConnection() throws Exception {
		long id = cached().id();
		accounts().inTransaction(id);
		var pool = context().getBean(com.zaxxer.hikari.HikariDataSource.class);
		var held = new java.util.ArrayList<java.sql.Connection>();
		try {
			for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
				held.add(pool.getConnection());
			}
			assertThat(accounts().inTransaction(id)).isTrue();
			assertThat(accounts().find(id).owner()).isEqualTo("old");
		}
		finally {
			for (java.sql.Connection connection : held) {
				connection.close();
			}
		}
	}

}
