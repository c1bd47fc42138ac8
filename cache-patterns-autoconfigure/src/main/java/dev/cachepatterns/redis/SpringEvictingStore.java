package dev.cachepatterns.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisClusterNode;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * A store whose writes also evict what Spring's {@code RedisCacheManager} keeps of the
 * same key, {@code <cache>::<key>}: for the time in which one part of a fleet has that
 * and the other has this library.
 * <p>
 * Whatever ends a write costs one {@code UNLINK} more, before the step itself, so that a
 * write which could not do it is not at its end and is tried again. A clear walks through
 * all keys of each primary by {@code SCAN}, and returns when it is done.
 */
public final class SpringEvictingStore implements CacheStore {

	private static final Log logger = LogFactory.getLog(SpringEvictingStore.class);

	private static final int COUNT = 1000;

	private final RedisTemplate<byte[], byte[]> redis = new RedisTemplate<>();

	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	private final CacheStore store;

	private final String prefix;

	/**
	 * A store.
	 * @param store where entries of this library are
	 * @param connections where Spring's entries are; not closed by this store
	 * @param prefix what is before the name of the cache in Spring's keys, as in
	 * {@code spring.cache.redis.key-prefix}; may be empty
	 */
	public SpringEvictingStore(CacheStore store, RedisConnectionFactory connections, String prefix) {
		this.store = store;
		this.prefix = prefix;
		this.redis.setConnectionFactory(connections);
		this.redis.setDefaultSerializer(RedisSerializer.byteArray());
		this.redis.afterPropertiesSet();
	}

	@Override
	public String name() {
		return this.store.name();
	}

	@Override
	public String node(StoreKey key) {
		return this.store.node(key);
	}

	@Override
	public void reconnect(StoreKey key) {
		this.store.reconnect(key);
	}

	@Override
	public Lookup get(StoreKey key) {
		return this.store.get(key);
	}

	@Override
	public Lookup getRecent(StoreKey key) {
		return this.store.getRecent(key);
	}

	@Override
	public Map<StoreKey, Lookup> getAll(Collection<StoreKey> keys) {
		return this.store.getAll(keys);
	}

	@Override
	public CompletionStage<Lookup> getAsync(StoreKey key) {
		return this.store.getAsync(key);
	}

	@Override
	public OptionalLong generation(StoreKey key) {
		return this.store.generation(key);
	}

	@Override
	public OptionalLong recentGeneration(StoreKey key) {
		return this.store.recentGeneration(key);
	}

	@Override
	public boolean put(StoreKey key, byte[] payload, Duration ttl) {
		evict(key);
		return this.store.put(key, payload, ttl);
	}

	@Override
	public boolean replace(StoreKey key, long expected, Slot.Entry entry, Duration ttl) {
		return this.store.replace(key, expected, entry, ttl);
	}

	@Override
	public boolean remove(StoreKey key, long expected) {
		return this.store.remove(key, expected);
	}

	@Override
	public boolean invalidate(StoreKey key) {
		evict(key);
		return this.store.invalidate(key);
	}

	@Override
	public void set(StoreKey key, Slot.Entry entry, Duration ttl) {
		evict(key);
		this.store.set(key, entry, ttl);
	}

	@Override
	public boolean delete(StoreKey key) {
		evict(key);
		return this.store.delete(key);
	}

	@Override
	public OptionalLong enter(StoreKey key, long token, Duration timeout) {
		return this.store.enter(key, token, timeout);
	}

	@Override
	public boolean publish(StoreKey key, long token, Slot.Entry entry, Duration ttl) {
		evict(key);
		return this.store.publish(key, token, entry, ttl);
	}

	@Override
	public void leave(StoreKey key, long token) {
		evict(key);
		this.store.leave(key, token);
	}

	@Override
	public void enterClear(Region region, long token, Duration timeout) {
		this.store.enterClear(region, token, timeout);
	}

	@Override
	public void leaveClear(Region region, long token) {
		RedisErrors.translating(() -> this.redis.execute(evictAll(region.cache())));
		this.store.leaveClear(region, token);
	}

	@Override
	public void close() {
		this.store.close();
	}

	private void evict(StoreKey key) {
		String cache = key.region().cache();
		String ours = new String(key.key(), StandardCharsets.UTF_8);
		String springs = SpringKeys.of(ours);
		if (springs != null) {
			byte[] name = (keysOf(cache) + springs).getBytes(StandardCharsets.UTF_8);
			RedisErrors.translating(() -> this.redis.unlink(name));
		}
		else if (this.reported.add(cache)) {
			logger.warn(("Key %s of cache '%s' has a name in Spring's RedisCache that does not follow from it: writes "
					+ "do not evict Spring's entries of such keys. Further ones of this cache are not reported")
				.formatted(ours, cache));
		}
	}

	private String keysOf(String cache) {
		return this.prefix + cache + "::";
	}

	private RedisCallback<Boolean> evictAll(String cache) {
		String literally = keysOf(cache).replaceAll("[*?\\[\\]\\\\]", "\\\\$0");
		ScanOptions options = ScanOptions.scanOptions().match(literally + "*").count(COUNT).build();
		return (connection) -> {
			if (connection instanceof RedisClusterConnection cluster) {
				for (RedisClusterNode node : cluster.clusterCommands().clusterGetNodes()) {
					if (node.isMaster() && !node.isMarkedAsFail()) {
						unlink(connection, cluster.scan(node, options));
					}
				}
			}
			else {
				unlink(connection, connection.keyCommands().scan(options));
			}
			return true;
		};
	}

	private static void unlink(RedisConnection connection, Cursor<byte[]> found) {
		try (found) {
			List<byte[]> keys = new ArrayList<>();
			while (found.hasNext()) {
				keys.add(found.next());
				if (keys.size() == COUNT || !found.hasNext()) {
					connection.keyCommands().unlink(keys.toArray(byte[][]::new));
					keys.clear();
				}
			}
		}
	}

}
