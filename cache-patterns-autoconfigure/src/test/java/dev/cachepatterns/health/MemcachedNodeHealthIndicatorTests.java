package dev.cachepatterns.health;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemcachedNodeHealthIndicator} on real servers.
 */
@Timeout(20)
class MemcachedNodeHealthIndicatorTests {

	@Test
	void healthWhenNodeAnswersIsUpWithItsVersion() {
		try (MemcachedServer server = MemcachedServer.started()) {
			Health health = health("localhost", server.port());
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails().get("version")).asString().matches("1\\.\\d+\\.\\d+.*");
		}
	}

	@Test
	void healthWhenNodeIsKilledIsDegradedUntilItIsBack() {
		try (MemcachedServer server = MemcachedServer.started()) {
			server.kill();
			Health health = health("localhost", server.port());
			assertThat(health.getStatus()).isEqualTo(MemcachedNodeHealthIndicator.DEGRADED);
			assertThat(health.getStatus().getDescription()).contains("served from the database");
			assertThat(health.getDetails().get("error")).asString().contains("ConnectException");
			server.start();
			assertThat(health("localhost", server.port()).getStatus()).isEqualTo(Status.UP);
		}
	}

	@Test
	void healthWhenNodeHangsIsDegradedAfterTheTimeout() {
		try (MemcachedServer server = MemcachedServer.started()) {
			server.hang();
			long start = System.nanoTime();
			Health health = new MemcachedNodeHealthIndicator("127.0.0.1", server.port(), Duration.ofMillis(300))
				.health();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(250),
					Duration.ofMillis(1500));
			assertThat(health.getStatus()).isEqualTo(MemcachedNodeHealthIndicator.DEGRADED);
			assertThat(health.getDetails().get("error")).asString().contains("SocketTimeoutException");
		}
	}

	@Test
	void healthWhenServerIsNoMemcachedIsDegradedWithItsAnswer() {
		try (RedisServer server = RedisServer.started()) {
			Health health = health("localhost", server.port());
			assertThat(health.getStatus()).isEqualTo(MemcachedNodeHealthIndicator.DEGRADED);
			assertThat(health.getDetails().get("error")).asString().startsWith("It answers '-ERR unknown command");
		}
	}

	@Test
	void healthWhenNameDoesNotResolveIsDegraded() {
		Health health = health("cache-1.invalid", 11211);
		assertThat(health.getStatus()).isEqualTo(MemcachedNodeHealthIndicator.DEGRADED);
		assertThat(health.getDetails().get("error")).asString().contains("UnknownHostException", "cache-1.invalid");
	}

	private static Health health(String host, int port) {
		return new MemcachedNodeHealthIndicator(host, port, Duration.ofSeconds(5)).health();
	}

}
