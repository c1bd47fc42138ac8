package dev.cachepatterns.annotated;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application on Redis.
 */
class RedisAnnotatedTests implements AnnotatedContract {

	private static RedisServer server;

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		context = new SpringApplicationBuilder(AnnotatedApplication.class).web(WebApplicationType.NONE)
			.properties("spring.data.redis.port=" + server.port())
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
