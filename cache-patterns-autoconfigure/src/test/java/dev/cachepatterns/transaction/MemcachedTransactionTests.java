package dev.cachepatterns.transaction;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import dev.cachepatterns.testing.MemcachedServer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The application with a database, on memcached.
 */
class MemcachedTransactionTests implements IntentInTransactionContract, ProxyContract {

	private static MemcachedServer server;

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		server = MemcachedServer.started();
		context = new SpringApplicationBuilder(AccountsApplication.class).web(WebApplicationType.NONE)
			.properties("spring.datasource.generate-unique-name=true", "spring.datasource.hikari.maximum-pool-size=3",
					"spring.datasource.hikari.connection-timeout=1000", "cache-patterns.backend=memcached",
					"cache-patterns.resilience.timeout=5s",
					"cache-patterns.memcached.servers=localhost:" + server.port())
			.run();
		context.getBean(JdbcClient.class)
			.sql("create table account (id bigint primary key, owner varchar(100))")
			.update();
	}

	@AfterAll
	static void stop() {
		context.close();
		server.close();
	}

	@Override
	public ConfigurableApplicationContext context() {
		return context;
	}

}
