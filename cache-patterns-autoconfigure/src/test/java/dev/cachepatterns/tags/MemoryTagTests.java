package dev.cachepatterns.tags;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * In memory.
 */
class MemoryTagTests implements TagContract {

	private static Instances instances;

	@BeforeAll
	static void start() {
		instances = new Instances("cache-patterns.backend=memory");
	}

	@AfterAll
	static void stop() {
		instances.close();
	}

	@Override
	public ConfigurableApplicationContext context() {
		return instances.get(0);
	}

	@Override
	public ConfigurableApplicationContext other() {
		return instances.get(0);
	}

}
