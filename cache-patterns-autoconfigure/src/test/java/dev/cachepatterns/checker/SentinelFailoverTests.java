package dev.cachepatterns.checker;

import java.util.List;

import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.RedisSentinels;

/**
 * With a primary, two replicas and three Sentinels.
 */
@Tag("alone")
@Tag("proof")
class SentinelFailoverTests implements FailoverContract {

	@Override
	public Servers started() {
		RedisSentinels redis = RedisSentinels.started();
		return new Servers("Sentinel", List.of("spring.data.redis.sentinel.master=" + RedisSentinels.NAME,
				"spring.data.redis.sentinel.nodes=" + redis.nodes()), redis::primary, redis::close);
	}

}
