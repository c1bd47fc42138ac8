package dev.cachepatterns.autoconfigure.health;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.health.MemcachedNodeHealthIndicator;
import dev.cachepatterns.testing.MemcachedServer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.DiskSpaceHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemcachedHealthContributorAutoConfiguration}.
 */
class MemcachedHealthContributorAutoConfigurationTests {

	private static final Status DEGRADED = MemcachedNodeHealthIndicator.DEGRADED;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CachePatternsAutoConfiguration.class, AopAutoConfiguration.class,
				MemcachedHealthContributorAutoConfiguration.class, HealthContributorAutoConfiguration.class,
				DiskSpaceHealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
				HealthEndpointAutoConfiguration.class))
		.withPropertyValues("cache-patterns.backend=memcached", "cache-patterns.memcached.servers=localhost:1",
				"management.endpoints.web.exposure.include=health");

	@Test
	void nodesAreAskedApartOnRealServers() {
		try (MemcachedServer alive = MemcachedServer.started();
				MemcachedServer dead = MemcachedServer.started();
				MemcachedServer hung = MemcachedServer.started()) {
			String servers = "localhost:%d,localhost:%d,127.0.0.1:%d".formatted(hung.port(), dead.port(), alive.port());
			this.runner.withPropertyValues("cache-patterns.memcached.servers=" + servers).run((context) -> {
				assertThat(status(context, "memcached")).isEqualTo(Status.UP);
				dead.kill();
				hung.hang();
				assertThat(status(context, "memcached", "localhost:" + hung.port())).isEqualTo(DEGRADED);
				assertThat(status(context, "memcached", "localhost:" + dead.port())).isEqualTo(DEGRADED);
				HealthDescriptor health = health(context, "memcached", "127.0.0.1:" + alive.port());
				assertThat(health.getStatus()).isEqualTo(Status.UP);
				assertThat(((IndicatedHealthDescriptor) health).getDetails()).containsKey("version");
				assertThat(status(context, "memcached")).isEqualTo(Status.UP);
			});
		}
	}

	@Test
	void applicationWhenAllNodesAreGoneIsUpAndItsCacheDegraded() {
		this.runner.run((context) -> {
			assertThat(status(context, "memcached")).isEqualTo(DEGRADED);
			assertThat(((CompositeHealthDescriptor) health(context, "memcached")).getComponents())
				.containsOnlyKeys("localhost:1");
			assertThat(status(context)).isEqualTo(Status.UP);
		});
	}

	@Test
	void healthWhenNothingElseIsLookedAtIsServedToLoadBalancers() {
		this.runner
			.withPropertyValues("management.health.diskspace.enabled=false", "management.health.ping.enabled=false")
			.run((context) -> {
				assertThat(status(context)).isEqualTo(DEGRADED);
				assertThat(context.getBean(HttpCodeStatusMapper.class).getStatusCode(DEGRADED)).isEqualTo(200);
			});
	}

	@Test
	void applicationWhenAnotherComponentIsDownIsDown() {
		this.runner.withBean("brokenHealthIndicator", HealthIndicator.class, () -> () -> Health.down().build())
			.run((context) -> assertThat(status(context)).isEqualTo(Status.DOWN));
	}

	@Test
	void orderOfTheApplicationIsKept() {
		this.runner.withPropertyValues("management.endpoint.health.status.order[0]=degraded")
			.run((context) -> assertThat(status(context)).isEqualTo(DEGRADED));
	}

	@Test
	void contributorWhenDisabledIsNotThere() {
		this.runner.withPropertyValues("management.health.memcached.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean("memcachedHealthContributor");
			assertThat(health(context, "memcached")).isNull();
		});
	}

	@Test
	void contributorOfTheApplicationReplacesOurs() {
		this.runner.withBean("memcachedHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(status(context, "memcached")).isEqualTo(Status.UP));
	}

	@Test
	void contributorWhenBackendIsAnotherIsNotThere() {
		this.runner.withPropertyValues("cache-patterns.backend=memory")
			.run((context) -> assertThat(health(context, "memcached")).isNull());
	}

	@Test
	void contributorWithoutSpringBootsHealthIsNotThere() {
		SpringApplication application = new SpringApplication(
				new DefaultResourceLoader(
						new FilteredClassLoader(HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class)),
				Application.class);
		try (ConfigurableApplicationContext context = application.run("--spring.main.web-application-type=none",
				"--cache-patterns.backend=memcached", "--cache-patterns.memcached.servers=localhost:1")) {
			assertThat(context.getBeanDefinitionNames()).contains("memcachedConnectionDetails")
				.doesNotContain("memcachedHealthContributor");
		}
	}

	private static Status status(ApplicationContext context, String... path) {
		return health(context, path).getStatus();
	}

	private static HealthDescriptor health(ApplicationContext context, String... path) {
		HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
		return (path.length == 0) ? endpoint.health() : endpoint.healthForPath(path);
	}

	/**
	 * An application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
