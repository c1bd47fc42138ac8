package dev.cachepatterns.testcontainers;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.autoconfigure.MemcachedConnectionDetails;
import dev.cachepatterns.testing.MemcachedServer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.context.ImportTestcontainers;
import org.springframework.boot.testcontainers.lifecycle.TestcontainersLifecycleApplicationContextInitializer;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemcachedContainerConnectionDetailsFactory}: with a container where
 * Docker works, else with a process of this machine in the place of one.
 */
class MemcachedContainerConnectionDetailsFactoryTests {

	private static final String IMAGE = "memcached:1.6-alpine";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer(new TestcontainersLifecycleApplicationContextInitializer())
		.withConfiguration(AutoConfigurations.of(ServiceConnectionAutoConfiguration.class,
				CachePatternsAutoConfiguration.class, AopAutoConfiguration.class))
		.withPropertyValues("cache-patterns.backend=memcached", "cache-patterns.memcached.servers=localhost:1");

	@Test
	void containerIsFoundByTheNameOfItsImage() {
		assertCaching(ByImage.class);
	}

	@Test
	void containerIsFoundByTheNameOfTheConnection() {
		assertCaching(ByName.class);
	}

	private void assertCaching(Class<?> application) {
		this.runner.withUserConfiguration(application).run((context) -> {
			GenericContainer<?> container = context.getBean(GenericContainer.class);
			assertThat(context.getBean(MemcachedConnectionDetails.class).getNodes())
				.extracting(MemcachedConnectionDetails.Node::port)
				.containsExactly(container.getMappedPort(11211));
			Cache cache = context.getBean(CacheManager.class).getCache("places");
			cache.put(1, "Lima");
			assertThat(cache.get(1, String.class)).isEqualTo("Lima");
		});
	}

	private static GenericContainer<?> memcached(String image) {
		return DockerClientFactory.instance().isDockerAvailable()
				? new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(11211)
				: new LocalMemcached(image);
	}

	/**
	 * An application with a container that it does not name.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportTestcontainers(Containers.class)
	static class ByImage {

	}

	/**
	 * Its containers.
	 */
	static class Containers {

		@ServiceConnection
		static GenericContainer<?> container = memcached(IMAGE);

	}

	/**
	 * An application with a container of another image.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ByName {

		@Bean
		@ServiceConnection("memcached")
		GenericContainer<?> container() {
			return memcached(DockerClientFactory.instance().isDockerAvailable() ? IMAGE : "example/cache:1");
		}

	}

	/**
	 * A process of this machine in the place of a container.
	 */
	private static final class LocalMemcached extends GenericContainer<LocalMemcached> {

		private final String image;

		private Optional<MemcachedServer> server = Optional.empty();

		LocalMemcached(String image) {
			super(DockerImageName.parse(image));
			this.image = image;
		}

		@Override
		public String getDockerImageName() {
			return this.image;
		}

		@Override
		public void start() {
			this.server = this.server.or(() -> Optional.of(MemcachedServer.started()));
		}

		@Override
		public boolean isRunning() {
			return this.server.isPresent();
		}

		@Override
		public String getHost() {
			return "127.0.0.1";
		}

		@Override
		public Integer getMappedPort(int port) {
			return this.server.orElseThrow().port();
		}

		@Override
		public void stop() {
			this.server.ifPresent(MemcachedServer::close);
			this.server = Optional.empty();
		}

	}

}
