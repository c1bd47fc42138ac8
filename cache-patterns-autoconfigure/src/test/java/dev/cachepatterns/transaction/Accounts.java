package dev.cachepatterns.transaction;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.cachepatterns.annotation.CacheTags;
import dev.cachepatterns.annotation.EvictTags;
import dev.cachepatterns.annotation.WriteThrough;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Annotated methods on a table.
 */
public class Accounts {

	private final JdbcClient database;

	private final AtomicInteger reads = new AtomicInteger();

	public Accounts(JdbcClient database) {
		this.database = database;
	}

	int reads() {
		return this.reads.getAndSet(0);
	}

	@Cacheable("accounts")
	public Account find(long id) {
		this.reads.incrementAndGet();
		return this.database.sql("select id, owner from account where id = ?").param(id).query(Account.class).single();
	}

	@Cacheable(cacheNames = "tagged-accounts", key = "#id")
	@CacheTags("{'accounts', 'account:' + #id}")
	public Account findTagged(long id) {
		return this.database.sql("select id, owner from account where id = ?").param(id).query(Account.class).single();
	}

	@EvictTags("'account:' + #id")
	public void evictTag(long id) {
		this.database.sql("update account set owner = 'nobody' where id = ?").param(id).update();
	}

	@Cacheable(cacheNames = "sync-accounts", sync = true)
	public Account findSync(long id) {
		this.reads.incrementAndGet();
		return this.database.sql("select id, owner from account where id = ?").param(id).query(Account.class).single();
	}

	@Transactional(readOnly = true)
	@Cacheable("transactional-reads")
	public boolean inTransaction(long id) {
		this.reads.incrementAndGet();
		return TransactionSynchronizationManager.isActualTransactionActive();
	}

	@Transactional
	@WriteThrough(cacheNames = "accounts", key = "#account.id")
	public Account update(Account account) {
		write(account);
		return account;
	}

	@Transactional(propagation = Propagation.NESTED)
	@WriteThrough(cacheNames = "accounts", key = "#account.id")
	public Account updateNested(Account account) {
		write(account);
		return account;
	}

	@Transactional(propagation = Propagation.REQUIRES_NEW)
	@WriteThrough(cacheNames = "accounts", key = "#account.id")
	public Account updateIndependently(Account account) {
		write(account);
		return account;
	}

	@Transactional
	@WriteThrough(cacheNames = "accounts", key = "#account.id")
	public Account updateAndFail(Account account) {
		write(account);
		throw new IllegalStateException("Rolled back");
	}

	@Transactional
	public void inside(Runnable work) {
		work.run();
	}

	@Transactional
	@CachePut(cacheNames = "accounts", key = "#account.id")
	public Account put(Account account) {
		write(account);
		return account;
	}

	@Transactional
	@CacheEvict("accounts")
	public void close(long id) {
		this.database.sql("update account set owner = 'nobody' where id = ?").param(id).update();
	}

	@Transactional
	@CacheEvict(cacheNames = "accounts", key = "#id", beforeInvocation = true)
	public void closeLate(long id, Runnable meanwhile) {
		meanwhile.run();
		close(id);
	}

	@WriteThrough(cacheNames = "accounts", key = "#account.id")
	public CompletableFuture<Account> updateLater(Account account) {
		write(account);
		return CompletableFuture.completedFuture(account);
	}

	@Transactional
	@CacheEvict(cacheNames = "accounts", allEntries = true)
	public void closeAll() {
		this.database.sql("update account set owner = 'nobody'").update();
	}

	@PreAuthorize("hasRole('CLERK')")
	@Cacheable("secured")
	public String secret(long id) {
		this.reads.incrementAndGet();
		return "secret of " + id;
	}

	void write(Account account) {
		this.database.sql("update account set owner = ? where id = ?")
			.param(account.owner())
			.param(account.id())
			.update();
	}

}
