package dev.cachepatterns.annotated;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application in memory.
 */
class MemoryAnnotatedTests implements AnnotatedContract {

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(AnnotatedApplication.class).web(WebApplicationType.NONE)
			.properties("cache-patterns.backend=memory")
			.run();
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Override
	public ConfigurableApplicationContext context() {
		return context;
	}

}
