package dev.cachepatterns.failover;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

import org.awaitility.Awaitility;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/**
 * An instance of an application that caches on Redis.
 */
final class Instance implements AutoCloseable {

	private final Database database;

	private final ConfigurableApplicationContext context;

	private final Versions versions;

	Instance(Database database, String... properties) {
		this.database = database;
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.initializers(
					(context) -> ((GenericApplicationContext) context).registerBean(Database.class, () -> database))
			.properties("spring.data.redis.timeout=2s", "spring.data.redis.connect-timeout=1s")
			.properties(properties)
			.run();
		this.versions = this.context.getBean(Versions.class);
	}

	static Instance on(Database database, int port) {
		return new Instance(database, "spring.data.redis.port=" + port);
	}

	long find(String key) {
		return this.versions.find(key);
	}

	void write(String key, long version) {
		this.versions.write(key, version);
	}

	/**
	 * Whether a read did without the database.
	 */
	boolean hits(String key) {
		long before = this.database.loads();
		find(key);
		return this.database.loads() == before;
	}

	/**
	 * Reads a key until it is served from the cache.
	 * @return the values that were read
	 */
	Set<Long> findUntilHit(String key) {
		Set<Long> found = new TreeSet<>();
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(2)).until(() -> {
			long before = this.database.loads();
			found.add(find(key));
			return this.database.loads() == before;
		});
		return found;
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ CachePatternsAutoConfiguration.class, CacheAutoConfiguration.class,
			DataRedisAutoConfiguration.class, AopAutoConfiguration.class })
	static class Application {

		@Bean
		Versions versions(Database database) {
			return new Versions(database);
		}

	}

}
