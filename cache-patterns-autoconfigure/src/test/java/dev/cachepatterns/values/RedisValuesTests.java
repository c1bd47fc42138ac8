package dev.cachepatterns.values;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.RedisServer;

/**
 * On Redis.
 */
@Tag("proof")
class RedisValuesTests implements RollingDeploymentContract, TenantContract, UndecodableContract, RefusedContract,
		FailingCodecContract, LeaseContract, ColdKeyContract, IntentContract, ModeContract {

	private static RedisServer server;

	@BeforeAll
	static void start() {
		server = RedisServer.started("--maxmemory", "10mb", "--maxmemory-policy", "noeviction");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Override
	public List<String> backend() {
		return List.of("spring.data.redis.port=" + server.port(), "cache-patterns.resilience.timeout=5s");
	}

}
