package dev.cachepatterns.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * Name of an entry: its cache and its key within that cache.
 * <p>
 * The key also decides the {@link #bucket()}. All entries of one bucket share a
 * generation, and a backend keeps value and generation of a bucket together (one slot of
 * a Redis Cluster, one node of a ring), so that both are read in one round trip.
 */
public final class StoreKey {

	/**
	 * Number of buckets of a cache. Part of the stored format: changing it orphans every
	 * entry. 256 spread one cache over a cluster of dozens of shards and keep a clear at
	 * 256 keys.
	 */
	public static final int BUCKETS = 256;

	private final Region region;

	private final byte[] key;

	private final int bucket;

	private StoreKey(Region region, byte[] key) {
		this.region = region;
		this.key = key;
		CRC32 crc = new CRC32();
		crc.update(key);
		this.bucket = (int) (crc.getValue() % BUCKETS);
	}

	/**
	 * The name of an entry.
	 * @param region the cache
	 * @param key key within the cache; any characters, may be empty
	 * @return the name
	 */
	public static StoreKey of(Region region, String key) {
		return new StoreKey(region, key.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The name of an entry whose key is binary.
	 * @param region the cache
	 * @param key key within the cache; any bytes, may be empty; copied
	 * @return the name
	 */
	public static StoreKey of(Region region, byte[] key) {
		return new StoreKey(region, key.clone());
	}

	/**
	 * The cache it belongs to.
	 * @return the region
	 */
	public Region region() {
		return this.region;
	}

	/**
	 * The key within the cache.
	 * @return a copy of the bytes
	 */
	public byte[] key() {
		return this.key.clone();
	}

	int keyLength() {
		return this.key.length;
	}

	void copyKeyTo(byte[] target, int offset) {
		System.arraycopy(this.key, 0, target, offset, this.key.length);
	}

	/**
	 * The bucket of this key: the low eight bits of the CRC-32 (ISO 3309) of the key.
	 * @return 0 to {@link #BUCKETS} - 1
	 */
	public int bucket() {
		return this.bucket;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof StoreKey that && this.region.equals(that.region) && Arrays.equals(this.key, that.key);
	}

	@Override
	public int hashCode() {
		return 31 * this.region.hashCode() + Arrays.hashCode(this.key);
	}

	@Override
	public String toString() {
		return this.region + ":" + new String(this.key, StandardCharsets.UTF_8);
	}

}
