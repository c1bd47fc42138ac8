package dev.cachepatterns.memcached;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.transcoders.Transcoder;

import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * Reads entries together with their generations.
 */
final class MultiGet {

	private static final Transcoder<byte[]> BYTES = new BytesTranscoder();

	private final MemcachedClient client;

	private final BucketLocator locator;

	private final Clock clock;

	MultiGet(MemcachedClient client, BucketLocator locator, Clock clock) {
		this.client = client;
		this.locator = locator;
		this.clock = clock;
	}

	/**
	 * One entry, in one round trip.
	 */
	Lookup get(StoreKey key) {
		byte[] tag = KeyLayout.generation(key);
		Name name = Name.entry(tag, KeyLayout.entry(key, tag));
		Name generation = Name.generation(tag);
		Map<String, byte[]> found = fetch(List.of(name.text(), generation.text()));
		return Item.lookup(found.get(name.text()), name, found.get(generation.text()), generation, this.clock.millis());
	}

	/**
	 * Many entries, but for those on a node that cannot be reached.
	 */
	Map<StoreKey, Lookup> get(Collection<StoreKey> keys) {
		if (keys.isEmpty()) {
			return Map.of();
		}
		try {
			return read(keys);
		}
		catch (StoreUnavailableException ex) {
			// In the client one dead node fails the whole call
			return readApart(keys, ex);
		}
	}

	private Map<StoreKey, Lookup> readApart(Collection<StoreKey> keys, StoreUnavailableException failure) {
		Map<StoreKey, Lookup> found = new LinkedHashMap<>();
		Set<String> dead = new HashSet<>();
		for (StoreKey key : keys) {
			String node = node(key);
			if (!dead.contains(node)) {
				try {
					found.put(key, get(key));
				}
				catch (StoreUnavailableException ex) {
					dead.add(node);
				}
			}
		}
		if (found.isEmpty()) {
			throw failure;
		}
		return found;
	}

	/**
	 * The node of a key.
	 */
	String node(StoreKey key) {
		String only = this.locator.only();
		// On a hit: where there is one node the name need not be made
		return (only != null) ? only : this.locator.node(Name.generation(KeyLayout.generation(key)).text());
	}

	private Map<StoreKey, Lookup> read(Collection<StoreKey> keys) {
		List<Name> names = new ArrayList<>(2 * keys.size());
		for (StoreKey key : keys) {
			byte[] generation = KeyLayout.generation(key);
			names.add(Name.entry(generation, KeyLayout.entry(key, generation)));
			names.add(Name.generation(generation));
		}
		Map<String, byte[]> found = fetch(names.stream().map(Name::text).toList());
		Map<StoreKey, Lookup> result = new LinkedHashMap<>();
		long now = this.clock.millis();
		int i = 0;
		for (StoreKey key : keys) {
			Name name = names.get(i);
			Name generation = names.get(i + 1);
			result.put(key, Item.lookup(found.get(name.text()), name, found.get(generation.text()), generation, now));
			i += 2;
		}
		return result;
	}

	private Map<String, byte[]> fetch(List<String> names) {
		return MemcachedErrors.translating(() -> {
			Map<String, byte[]> items = this.client.get(names, this.client.getOpTimeout(), BYTES);
			return (items != null) ? items : Map.of();
		});
	}

}
