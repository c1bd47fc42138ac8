package dev.cachepatterns.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two instances of an application on one database and one cache, with the settings of the
 * starter and a journal of every write.
 */
final class Fleet implements AutoCloseable {

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	/**
	 * Instances.
	 * @param cache the settings that lead to the cache
	 */
	Fleet(String... cache) {
		String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
		for (int i = 0; i < 2; i++) {
			this.contexts.add(new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
				.bannerMode(Banner.Mode.OFF)
				.properties("spring.datasource.url=" + url, "cache-patterns.consistency.journal=jdbc",
						"cache-patterns.consistency.journal-writes=all")
				.properties(cache)
				.run());
		}
		instances().get(0).create(Traffic.ROWS);
	}

	List<Ledger> instances() {
		return this.contexts.stream().map((context) -> context.getBean(Ledger.class)).toList();
	}

	@Override
	public void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Ledger ledger(JdbcClient database) {
			return new Ledger(database);
		}

	}

}
