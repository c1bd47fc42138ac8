package dev.cachepatterns.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * A store whose node with the users' indexes is out.
 */
final class IndexlessStore implements CasStore {

	private final CasStore store;

	IndexlessStore(CasStore store) {
		this.store = store;
	}

	static String hash(String user) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public @Nullable Versioned get(String name) {
		return this.store.get(check(name));
	}

	@Override
	public Map<String, Versioned> getAll(Collection<String> names) {
		names.forEach(IndexlessStore::check);
		return this.store.getAll(names);
	}

	@Override
	public boolean add(String name, byte[] bytes, Duration ttl) {
		return this.store.add(check(name), bytes, ttl);
	}

	@Override
	public boolean replace(String name, long version, byte[] bytes, Duration ttl) {
		return this.store.replace(check(name), version, bytes, ttl);
	}

	@Override
	public boolean remove(String name, long version) {
		return this.store.remove(check(name), version);
	}

	@Override
	public boolean delete(String name) {
		return this.store.delete(check(name));
	}

	@Override
	public int limit() {
		return this.store.limit();
	}

	@Override
	public void close() {
		this.store.close();
	}

	private static String check(String name) {
		if (name.contains(":u:")) {
			throw new StoreUnavailableException("out", null);
		}
		return name;
	}

}
