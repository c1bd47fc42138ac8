package dev.cachepatterns.memcached;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import net.rubyeye.xmemcached.GetsResponse;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.transcoders.Transcoder;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.store.Durations;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * Memcached's {@code gets}, {@code add} and {@code cas}, over XMemcached and the text
 * protocol.
 * <p>
 * The server keeps bytes up to three seconds longer than asked, as it counts in seconds.
 * A version is a number of the server's, which begins again when it restarts empty.
 */
public final class MemcachedCasStore implements CasStore {

	/**
	 * What a server with its default settings takes, in bytes: a megabyte with the key
	 * and the item's header.
	 */
	public static final int DEFAULT_LIMIT = 1024 * 1024 - 512;

	// cas with a date in January 1970 removes: the client's text delete ignores the
	// number
	private static final int REMOVE = 30 * 24 * 60 * 60 + 1;

	private static final Transcoder<byte[]> BYTES = new BytesTranscoder();

	private final MemcachedClient client;

	private final BucketLocator locator;

	private final Sessions connections;

	private final int limit;

	private final Clock clock;

	/**
	 * A store on a client.
	 * @param client the client, in the text protocol; shut down by {@link #close()}
	 * @param locator the client's {@link BucketLocator}
	 * @param limit how many bytes the servers take under one name
	 * @param clock the time from which dates beyond 30 days are made
	 */
	public MemcachedCasStore(MemcachedClient client, BucketLocator locator, int limit, Clock clock) {
		this.client = client;
		this.locator = locator;
		this.connections = new Sessions(client);
		this.limit = limit;
		this.clock = clock;
	}

	@Override
	public @Nullable Versioned get(String name) {
		GetsResponse<byte[]> item = MemcachedErrors.translating(() -> this.client.gets(name, timeout(), BYTES));
		return versioned(item);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * One node that does not answer fails the call.
	 */
	@Override
	public Map<String, Versioned> getAll(Collection<String> names) {
		Map<String, Versioned> found = new LinkedHashMap<>();
		if (!names.isEmpty()) {
			Map<String, GetsResponse<byte[]>> items = MemcachedErrors
				.translating(() -> this.client.gets(names, timeout(), BYTES));
			items.forEach((name, item) -> found.put(name, new Versioned(item.getValue(), item.getCas())));
		}
		return found;
	}

	@Override
	public boolean add(String name, byte[] bytes, Duration ttl) {
		return MemcachedErrors.translating(() -> this.client.add(name, expiry(ttl), bytes, BYTES, timeout()));
	}

	@Override
	public boolean replace(String name, long version, byte[] bytes, Duration ttl) {
		return MemcachedErrors.translating(() -> this.client.cas(name, expiry(ttl), bytes, BYTES, timeout(), version));
	}

	@Override
	public boolean remove(String name, long version) {
		return MemcachedErrors.translating(() -> this.client.cas(name, REMOVE, new byte[1], BYTES, timeout(), version));
	}

	@Override
	public boolean delete(String name) {
		return MemcachedErrors.translating(() -> this.client.delete(name, timeout()));
	}

	@Override
	public String node(String name) {
		return this.locator.node(name);
	}

	@Override
	public void reconnect(String name) {
		this.connections.renew(node(name));
	}

	@Override
	public int limit() {
		return this.limit;
	}

	@Override
	public void close() {
		try {
			this.client.shutdown();
		}
		catch (IOException ex) {
			throw new StoreUnavailableException("Memcached's client cannot be shut down", ex);
		}
	}

	private static @Nullable Versioned versioned(@Nullable GetsResponse<byte[]> item) {
		return (item != null) ? new Versioned(item.getValue(), item.getCas()) : null;
	}

	private int expiry(Duration ttl) {
		long now = this.clock.millis();
		return Item.expiry(now + Durations.toMillis(ttl), now);
	}

	private long timeout() {
		return this.client.getOpTimeout();
	}

}
