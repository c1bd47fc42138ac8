package dev.cachepatterns.transaction;

import java.lang.reflect.Proxy;

import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Repositories, interface proxies and method security.
 */
public interface ProxyContract {

	/**
	 * The application, on the backend under test.
	 */
	ConfigurableApplicationContext context();

	@Test
	default void repositoryReadsAreCachedAndWritesSeen() {
		AccountRepository repository = context().getBean(AccountRepository.class);
		JdbcClient database = context().getBean(JdbcClient.class);
		long id = TransactionContract.IDS.incrementAndGet();
		database.sql("insert into account values (?, 'old')").param(id).update();
		assertThat(repository.findById(id)).contains(new Account(id, "old"));
		database.sql("update account set owner = 'unseen' where id = ?").param(id).update();
		assertThat(repository.findById(id)).contains(new Account(id, "old"));
		repository.save(new Account(id, "new"));
		database.sql("update account set owner = 'unseen' where id = ?").param(id).update();
		assertThat(repository.findById(id)).contains(new Account(id, "new"));
		repository.deleteById(id);
		assertThat(repository.findById(id)).isEmpty();
	}

	@Test
	default void interfaceProxyIsCached() {
		Ledger ledger = context().getBean(Ledger.class);
		assertThat(Proxy.isProxyClass(ledger.getClass())).isTrue();
		AccountsApplication.LEDGER_READS.set(0);
		assertThat(ledger.owner(7)).isEqualTo("owner of 7");
		assertThat(ledger.owner(7)).isEqualTo("owner of 7");
		assertThat(AccountsApplication.LEDGER_READS).hasValue(1);
	}

	@Test
	default void securityIsAskedBeforeAHitIsAnswered() {
		Accounts accounts = context().getBean(Accounts.class);
		long id = TransactionContract.IDS.incrementAndGet();
		try {
			login("ROLE_CLERK");
			assertThat(accounts.secret(id)).isEqualTo("secret of " + id);
			accounts.reads();
			assertThat(accounts.secret(id)).isEqualTo("secret of " + id);
			assertThat(accounts.reads()).isZero();
			login("ROLE_GUEST");
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> accounts.secret(id));
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	private void login(String role) {
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("user", "password", role));
	}

}
