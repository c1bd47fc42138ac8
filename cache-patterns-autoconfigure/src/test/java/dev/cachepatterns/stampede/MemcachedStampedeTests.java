package dev.cachepatterns.stampede;

import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.MemcachedServer;

/**
 * On memcached.
 */
@Tag("alone")
@Tag("soak")
class MemcachedStampedeTests extends StampedeContract {

	@Override
	CacheServer started() {
		return MemcachedServer.started();
	}

	@Override
	long reads(CacheServer server) {
		return ((MemcachedServer) server).stat("cmd_get");
	}

	@Override
	public String toString() {
		return "memcached";
	}

}
