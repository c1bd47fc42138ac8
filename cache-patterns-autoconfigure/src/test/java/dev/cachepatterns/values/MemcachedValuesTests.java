package dev.cachepatterns.values;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.values.RefusedContract.Pages;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On memcached.
 */
@Tag("proof")
class MemcachedValuesTests implements RollingDeploymentContract, TenantContract, UndecodableContract, RefusedContract,
		FailingCodecContract, LeaseContract, ColdKeyContract, IntentContract, ModeContract {

	private static MemcachedServer server;

	@BeforeAll
	static void start() {
		server = MemcachedServer.started();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Override
	public List<String> backend() {
		return List.of("cache-patterns.backend=memcached", "cache-patterns.resilience.timeout=5s",
				"cache-patterns.memcached.servers=localhost:" + server.port());
	}

	@Test
	void valueThatFitsTakesThePlaceOfOneBesideWhichItDoesNot() {
		int length = 700_000;
		try (ConfigurableApplicationContext context = start(RefusedContract.Application.class)) {
			Pages pages = context.getBean(Pages.class);
			pages.even(length);
			pages.odd(length);
			assertThat(pages.odd(length)).startsWith("o");
			assertThat(pages.loads()).hasValue(2);
			PatternCache cache = (PatternCache) context.getBean(CacheManager.class).getCache("pages");
			assertThat(cache.counts().rejected()).isZero();
		}
	}

}
