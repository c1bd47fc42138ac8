package dev.cachepatterns.journal.jdbc;

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

import dev.cachepatterns.journal.FlakyStore;
import dev.cachepatterns.testing.PostgresServer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The journal in PostgreSQL.
 */
class PostgresJournalTests implements JournalContract {

	private static PostgresServer server;

	private static HikariDataSource pool;

	private final String name = "polls-" + System.nanoTime();

	@BeforeAll
	static void start() {
		server = PostgresServer.started();
		pool = new HikariDataSource();
		pool.setJdbcUrl(server.url());
		ResourceDatabasePopulator script = new ResourceDatabasePopulator(
				new ClassPathResource("dev/cachepatterns/journal/schema-postgresql.sql"));
		script.execute(pool);
		// As a second instance does that starts
		script.execute(pool);
	}

	@AfterAll
	static void stop() {
		pool.close();
		server.close();
	}

	@Override
	public DataSource pool() {
		return pool;
	}

	@Override
	public DataSource polls() {
		return new SimpleDriverDataSource(new Driver(), server.url() + "&ApplicationName=" + this.name);
	}

	/**
	 * Prints what polls cost: their number, and the time of each.
	 */
	@Test
	void pollsAreTenASecondOnOneConnection() {
		Instance instance = instance(new FlakyStore());
		instance.journal().start();
		instance.replay();
		int polls = 0;
		for (int millis = 0; millis < 1000; millis++) {
			polls += instance.scheduler().advance(Duration.ofMillis(1));
		}
		assertThat(polls).isEqualTo(10);
		assertThat(connections()).isEqualTo(1);
		JdbcClient.create(pool).sql("vacuum cache_patterns_journal").update();
		int rounds = 2000;
		long began = System.nanoTime();
		for (int i = 0; i < rounds; i++) {
			instance.poll();
		}
		double micros = (System.nanoTime() - began) / 1000.0 / rounds;
		System.out.printf("Journal: %d polls a second and instance at a bound of %d ms, %.0f us each on PostgreSQL%n",
				polls, BOUND.toMillis(), micros);
		assertThat(connections()).isEqualTo(1);
		instance.journal().stop();
		Awaitility.await().until(() -> connections() == 0);
	}

	private int connections() {
		return JdbcClient.create(pool)
			.sql("select count(*) from pg_stat_activity where application_name = ?")
			.param(this.name)
			.query(Integer.class)
			.single();
	}

}
