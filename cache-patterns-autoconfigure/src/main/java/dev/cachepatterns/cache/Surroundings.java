package dev.cachepatterns.cache;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.pattern.OnMiss;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.store.Region;

/**
 * What surrounds a call of the application that loads what is missing: what it loads may
 * be its own and not committed, or older than what others have written.
 */
public interface Surroundings {

	/**
	 * What the calling thread may do about a miss.
	 * @return {@link OnMiss#WAIT} if nothing surrounds it
	 */
	OnMiss onMiss();

	/**
	 * Whether the calling thread has a transaction.
	 * @return {@code true} if others may wait for what it holds
	 */
	boolean transactional();

	/**
	 * Whether the transaction of the calling thread has made an entry old.
	 * @param cache where the entry is
	 * @param key its key
	 * @return {@code true} if it has to be loaded, and not stored
	 */
	boolean written(Region cache, Object key);

	/**
	 * Stores what was loaded, after the commit if there is a transaction.
	 * @param cache the cache
	 * @param key the key
	 * @param miss the read that missed, which this ends
	 * @param value the loaded value
	 * @throws dev.cachepatterns.codec.CodecException if the value cannot be written; the
	 * read has to be ended then
	 */
	void fill(CacheView cache, Object key, Read miss, @Nullable Object value);

	/**
	 * Nothing.
	 * @return surroundings of a call that has no transaction
	 */
	static Surroundings none() {
		return new Surroundings() {

			@Override
			public OnMiss onMiss() {
				return OnMiss.WAIT;
			}

			@Override
			public boolean transactional() {
				return false;
			}

			@Override
			public boolean written(Region cache, Object key) {
				return false;
			}

			@Override
			public void fill(CacheView cache, Object key, Read miss, @Nullable Object value) {
				cache.fill(miss, value);
			}

		};
	}

}
