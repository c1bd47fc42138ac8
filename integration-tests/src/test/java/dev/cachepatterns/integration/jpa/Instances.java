package dev.cachepatterns.integration.jpa;

import java.util.UUID;
import java.util.function.IntFunction;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.cachepatterns.testing.TcpProxy;

/**
 * Two instances of the application on one database and one cache, with the journal in the
 * database.
 *
 * @param web the one that answers requests
 * @param other the one whose way to the cache can be cut
 * @param way its way to the cache
 */
record Instances(ConfigurableApplicationContext web, ConfigurableApplicationContext other,
		TcpProxy way) implements AutoCloseable {

	/**
	 * Starts both on a database in memory.
	 * @param port where the cache is
	 * @param settings of an instance that finds the cache at a port
	 */
	static Instances start(int port, IntFunction<String[]> settings) {
		return start(port, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", settings);
	}

	/**
	 * Starts both.
	 * @param port where the cache is
	 * @param url where the database is
	 * @param settings of an instance that finds the cache at a port
	 */
	static Instances start(int port, String url, IntFunction<String[]> settings) {
		TcpProxy way = TcpProxy.to(port);
		String database = "spring.datasource.url=" + url;
		ConfigurableApplicationContext web = new SpringApplicationBuilder(JpaApplication.class)
			.properties("server.port=0", database, "spring.jpa.hibernate.ddl-auto=create")
			.properties(shared())
			.properties(settings.apply(port))
			.run();
		ConfigurableApplicationContext other = new SpringApplicationBuilder(JpaApplication.class)
			.web(WebApplicationType.NONE)
			.properties(database, "spring.jpa.hibernate.ddl-auto=none")
			.properties(shared())
			.properties(settings.apply(way.port()))
			.run();
		return new Instances(web, other, way);
	}

	private static String[] shared() {
		return new String[] { "cache-patterns.consistency.journal=jdbc", "cache-patterns.consistency.journal-bound=5s",
				"cache-patterns.consistency.jdbc.initialize-schema=always", "cache-patterns.resilience.timeout=5s",
				"spring.main.banner-mode=off" };
	}

	@Override
	public void close() {
		this.other.close();
		this.web.close();
		this.way.close();
	}

}
