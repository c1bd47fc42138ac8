package dev.cachepatterns.autoconfigure.health;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.health.MemcachedNodeHealthIndicator;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisHealthContributorAutoConfiguration} on a real server.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisHealthContributorAutoConfigurationTests {

	private static final String DEGRADED = "The cache is degraded: ";

	private static final String AGAIN = "The cache is not degraded any more";

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CachePatternsAutoConfiguration.class, DataRedisAutoConfiguration.class,
				RedisHealthContributorAutoConfiguration.class, DataRedisHealthContributorAutoConfiguration.class));

	@BeforeEach
	void log() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("dev.cachepatterns.health", LogLevel.INFO);
	}

	@Test
	void redisThatIsTheCacheIsDegradedAndNotDownAndTheLogHasOneLineForEachChange(CapturedOutput output) {
		try (RedisServer server = RedisServer.started()) {
			this.application.withPropertyValues("spring.data.redis.port=" + server.port()).run((context) -> {
				HealthIndicator indicator = context.getBean("redisHealthContributor", HealthIndicator.class);
				assertThat(indicator.health()).satisfies(RedisHealthContributorAutoConfigurationTests::up);
				server.kill();
				for (int i = 0; i < 3; i++) {
					Health health = indicator.health();
					assertThat(health.getStatus()).isEqualTo(MemcachedNodeHealthIndicator.DEGRADED);
					assertThat(health.getDetails().get("error")).asString().contains("Exception");
				}
				server.start();
				Awaitility.await().untilAsserted(() -> up(indicator.health()));
				assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			});
			assertThat(output.getOut().lines().filter((line) -> line.contains(DEGRADED))).singleElement()
				.asString()
				.contains("WARN");
			assertThat(output.getOut().lines().filter((line) -> line.contains(AGAIN))).hasSize(1);
			assertThat(output).doesNotContain("Redis health check failed");
		}
	}

	private static void up(Health health) {
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails().get("version")).asString().matches("\\d+\\..*");
	}

}
