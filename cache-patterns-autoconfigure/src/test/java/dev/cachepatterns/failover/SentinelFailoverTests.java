package dev.cachepatterns.failover;

import java.time.Duration;
import java.util.function.Consumer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.testing.RedisSentinels;
import dev.cachepatterns.testing.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A primary that is killed, or hangs, and whose place Sentinel gives to a replica.
 */
@Tag("proof")
class SentinelFailoverTests {

	@Test
	void killedPrimary() {
		failover("Sentinel, kill -9", RedisServer::kill);
	}

	@Test
	void hangingPrimary() {
		failover("Sentinel, SIGSTOP", RedisServer::hang);
	}

	private static void failover(String name, Consumer<RedisServer> fault) {
		try (RedisSentinels redis = RedisSentinels.started();
				Fleet fleet = new Fleet("spring.data.redis.sentinel.master=" + RedisSentinels.NAME,
						"spring.data.redis.sentinel.nodes=" + redis.nodes());
				Traffic traffic = new Traffic(fleet.instances())) {
			traffic.untilHit(0);
			traffic.go(1000);
			RedisServer before = redis.primary();
			fault.accept(before);
			Duration hit = traffic.untilHit(0);
			assertThat(redis.primary()).isNotSameAs(before);
			before.resume();
			traffic.go(1000);
			traffic.stop();
			traffic.report(name, hit);
			assertThat(traffic.failed()).isZero();
			assertThat(traffic.stale()).isZero();
			assertThat(hit).isLessThan(Duration.ofSeconds(10));
		}
	}

}
