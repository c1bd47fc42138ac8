package dev.cachepatterns.checker;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

import net.rubyeye.xmemcached.MemcachedClient;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.support.AbstractValueAdaptingCache;

/**
 * Caches with {@code get}, {@code set} and {@code delete} on Memcached.
 */
record NaiveMemcachedCaches(MemcachedClient client) implements CacheManager {

	@Override
	public Cache getCache(String name) {
		return new NaiveCache(name, this.client);
	}

	@Override
	public Collection<String> getCacheNames() {
		return List.of(Items.CACHE);
	}

	/**
	 * One of them.
	 */
	private static final class NaiveCache extends AbstractValueAdaptingCache {

		private final String name;

		private final MemcachedClient client;

		NaiveCache(String name, MemcachedClient client) {
			super(false);
			this.name = name;
			this.client = client;
		}

		@Override
		public String getName() {
			return this.name;
		}

		@Override
		public Object getNativeCache() {
			return this.client;
		}

		@Override
		protected @Nullable Object lookup(Object key) {
			return call(() -> this.client.get(this.name + key));
		}

		@Override
		@SuppressWarnings("unchecked")
		public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
			Object hit = lookup(key);
			if (hit != null) {
				return (T) hit;
			}
			T value = call(valueLoader);
			put(key, value);
			return value;
		}

		@Override
		public void put(Object key, @Nullable Object value) {
			call(() -> this.client.set(this.name + key, 3600, value));
		}

		@Override
		public void evict(Object key) {
			call(() -> this.client.delete(this.name + key));
		}

		@Override
		public void clear() {
			call(() -> {
				this.client.flushAll();
				return true;
			});
		}

		private static <T> T call(Callable<T> call) {
			try {
				return call.call();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
