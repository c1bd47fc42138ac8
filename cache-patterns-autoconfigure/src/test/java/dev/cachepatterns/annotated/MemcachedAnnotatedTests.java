package dev.cachepatterns.annotated;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import dev.cachepatterns.testing.MemcachedServer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application on memcached.
 */
class MemcachedAnnotatedTests implements AnnotatedContract {

	private static MemcachedServer server;

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		server = MemcachedServer.started();
		context = new SpringApplicationBuilder(AnnotatedApplication.class).web(WebApplicationType.NONE)
			.properties("cache-patterns.backend=memcached", "cache-patterns.resilience.timeout=5s",
					"cache-patterns.memcached.servers=localhost:" + server.port())
			.run();
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
