package dev.cachepatterns.session;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.CasStore;

/**
 * A store to which each call takes a random time, so that calls come in any order.
 */
final class JitteryStore implements CasStore {

	private static final int LONGEST = 60_000;

	private final CasStore store;

	JitteryStore(CasStore store) {
		this.store = store;
	}

	@Override
	public @Nullable Versioned get(String name) {
		travel();
		return this.store.get(name);
	}

	@Override
	public Map<String, Versioned> getAll(Collection<String> names) {
		travel();
		return this.store.getAll(names);
	}

	@Override
	public boolean add(String name, byte[] bytes, Duration ttl) {
		travel();
		return this.store.add(name, bytes, ttl);
	}

	@Override
	public boolean replace(String name, long version, byte[] bytes, Duration ttl) {
		travel();
		return this.store.replace(name, version, bytes, ttl);
	}

	@Override
	public boolean remove(String name, long version) {
		travel();
		return this.store.remove(name, version);
	}

	@Override
	public boolean delete(String name) {
		travel();
		return this.store.delete(name);
	}

	@Override
	public int limit() {
		return this.store.limit();
	}

	@Override
	public void close() {
		this.store.close();
	}

	private static void travel() {
		int nanos = ThreadLocalRandom.current().nextInt(LONGEST);
		if (nanos % 3 != 0) {
			LockSupport.parkNanos(nanos);
		}
	}

}
