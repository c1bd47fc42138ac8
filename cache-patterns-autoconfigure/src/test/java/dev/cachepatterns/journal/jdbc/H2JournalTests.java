package dev.cachepatterns.journal.jdbc;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.h2.Driver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * The journal in H2.
 */
class H2JournalTests implements JournalContract {

	private static final String URL = "jdbc:h2:mem:journal";

	private static HikariDataSource pool;

	@BeforeAll
	static void start() {
		pool = new HikariDataSource();
		pool.setJdbcUrl(URL);
		new ResourceDatabasePopulator(new ClassPathResource("dev/cachepatterns/journal/schema-h2.sql")).execute(pool);
	}

	@AfterAll
	static void stop() {
		pool.close();
	}

	@Override
	public DataSource pool() {
		return pool;
	}

	@Override
	public DataSource polls() {
		return new SimpleDriverDataSource(new Driver(), URL);
	}

}
