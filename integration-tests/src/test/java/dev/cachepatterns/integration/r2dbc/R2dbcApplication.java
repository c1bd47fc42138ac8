package dev.cachepatterns.integration.r2dbc;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * An application with a reactive database.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
class R2dbcApplication {

	@Bean
	ConnectionFactory connections(@Value("${database}") String database) {
		return ConnectionFactories.get("r2dbc:h2:mem:///" + database + "?options=DB_CLOSE_DELAY=-1");
	}

	@Bean
	R2dbcTransactionManager reactiveTransactions(ConnectionFactory connections) {
		return new R2dbcTransactionManager(connections);
	}

	@Bean
	DatabaseClient database(ConnectionFactory connections) {
		return DatabaseClient.create(connections);
	}

	@Bean
	Signs signs(DatabaseClient database) {
		return new Signs(database);
	}

}
