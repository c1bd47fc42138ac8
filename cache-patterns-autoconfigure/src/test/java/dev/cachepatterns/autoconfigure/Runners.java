package dev.cachepatterns.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Applications with the auto-configurations that matter here.
 */
final class Runners {

	private Runners() {
	}

	static ApplicationContextRunner redis() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(CachePatternsAutoConfiguration.class, CacheAutoConfiguration.class,
					DataRedisAutoConfiguration.class, AopAutoConfiguration.class))
			.withBean(Greetings.class);
	}

	static ApplicationContextRunner memory() {
		return redis().withPropertyValues("cache-patterns.backend=memory");
	}

}
