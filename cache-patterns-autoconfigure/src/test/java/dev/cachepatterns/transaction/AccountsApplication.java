package dev.cachepatterns.transaction;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/**
 * An application with a database, repositories and method security.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodSecurity
@EnableJdbcRepositories(considerNestedRepositories = false)
public class AccountsApplication {

	static final AtomicInteger LEDGER_READS = new AtomicInteger();

	@Bean
	Accounts accounts(JdbcClient database) {
		return new Accounts(database);
	}

	@Bean
	Ledger ledger() {
		Ledger ledger = (id) -> {
			LEDGER_READS.incrementAndGet();
			return "owner of " + id;
		};
		ProxyFactory factory = new ProxyFactory(ledger);
		factory.setInterfaces(Ledger.class);
		return (Ledger) factory.getProxy();
	}

}
