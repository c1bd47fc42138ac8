package dev.cachepatterns.transaction;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The application with a database, in memory.
 */
class MemoryTransactionTests implements IntentInTransactionContract, ProxyContract {

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {

		context = new SpringApplicationBuilder(AccountsApplication.class).web(WebApplicationType.NONE)
			.properties("spring.datasource.generate-unique-name=true", "spring.datasource.hikari.maximum-pool-size=3",
					"spring.datasource.hikari.connection-timeout=1000", "cache-patterns.backend=memory")
			.run();
		context.getBean(JdbcClient.class)
			.sql("create table account (id bigint primary key, owner varchar(100))")
			.update();
	}

	@AfterAll
	static void stop() {
		context.close();

	}

	@Override
	public ConfigurableApplicationContext context() {
		return context;
	}

}
