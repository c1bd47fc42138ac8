package dev.cachepatterns.memcached;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.store.CasStoreContract;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.testing.MemcachedServer;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MemcachedCasStore} on a real server.
 */
@Tag("session")
class MemcachedCasStoreTests implements CasStoreContract {

	private static MemcachedServer server;

	private static CasStore store;

	@BeforeAll
	static void start() {
		server = MemcachedServer.started();
		store = MemcachedClients.store(server);
	}

	@AfterAll
	static void stop() {
		store.close();
		server.close();
	}

	@Override
	public CasStore store() {
		return store;
	}

	@Override
	public void expire(String name) {
		Awaitility.await().atMost(Duration.ofSeconds(6)).until(() -> store.get(name) == null);
	}

	@Test
	void callsWhenTheServerIsGoneSayThatItIsUnavailable() {
		MemcachedServer other = MemcachedServer.started();
		CasStore gone = MemcachedClients.store(other);
		gone.add("name", new byte[1], LONG);
		other.kill();
		try {
			assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> gone.get("name"));
			assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> gone.getAll(List.of("name")));
			assertThatExceptionOfType(StoreUnavailableException.class)
				.isThrownBy(() -> gone.add("name", new byte[1], LONG));
			assertThatExceptionOfType(StoreUnavailableException.class)
				.isThrownBy(() -> gone.replace("name", 1, new byte[1], LONG));
			assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> gone.remove("name", 1));
			assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> gone.delete("name"));
		}
		finally {
			gone.close();
		}
	}

}
