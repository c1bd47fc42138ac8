package dev.cachepatterns.tags;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Instances of an application on one database.
 */
final class Instances implements AutoCloseable {

	private final String url = "jdbc:h2:mem:tags-%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());

	private final List<ConfigurableApplicationContext> running = new ArrayList<>();

	private final String[] backend;

	Instances(String... backend) {
		this.backend = backend;
		ConfigurableApplicationContext first = run();
		first.getBean(JdbcClient.class)
			.sql("create table book (id bigint primary key, author varchar(100), title varchar(100))")
			.update();
		awaitHits(first.getBean(Books.class));
	}

	void start() {
		awaitHits(run().getBean(Books.class));
	}

	private ConfigurableApplicationContext run() {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties(this.backend)
			.properties("spring.datasource.url=" + this.url, "cache-patterns.caches.quick-titles.consistency=eventual")
			.run();
		this.running.add(context);
		return context;
	}

	/**
	 * Nothing is believed of a server before it has said which history it writes: the
	 * first read on each of a cluster is none.
	 */
	private static void awaitHits(Books books) {
		for (int i = 0; i < 32; i++) {
			String author = "nobody " + i;
			Awaitility.await().pollDelay(Duration.ZERO).until(() -> {
				books.titles(author);
				books.reads();
				books.titles(author);
				return books.reads() == 0;
			});
		}
	}

	ConfigurableApplicationContext get(int index) {
		return this.running.get(index);
	}

	@Override
	public void close() {
		this.running.forEach(ConfigurableApplicationContext::close);
	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Books books(JdbcClient database) {
			return new Books(database);
		}

	}

}
