package dev.cachepatterns.store;

import java.util.Arrays;

/**
 * How keys are written on a server that other programs can read.
 * <p>
 * An entry is {@code <prefix>:{<cache>:<bucket>}:<key>}, the generation of its bucket is
 * {@code <prefix>:{<cache>:<bucket>}}, with the bucket in two hexadecimal digits. The
 * braces are Redis Cluster's hash tag. Braces, percent signs and control characters in
 * prefix and name of the cache are percent-encoded, so that no two regions can share a
 * tag.
 */
public final class KeyLayout {

	private KeyLayout() {
	}

	/**
	 * The server's key of an entry.
	 * @param key the entry
	 * @param generation the server's key of its generation, with which it begins
	 * @return the bytes
	 */
	public static byte[] entry(StoreKey key, byte[] generation) {
		byte[] result = Arrays.copyOf(generation, generation.length + 1 + key.keyLength());
		result[generation.length] = ':';
		key.copyKeyTo(result, generation.length + 1);
		return result;
	}

	/**
	 * The server's key of an entry.
	 * @param key the entry
	 * @return the bytes
	 */
	public static byte[] entry(StoreKey key) {
		return entry(key, generation(key));
	}

	/**
	 * The server's key of the generation of an entry.
	 * @param key the entry
	 * @return the bytes
	 */
	public static byte[] generation(StoreKey key) {
		return generation(key.region(), key.bucket());
	}

	/**
	 * The server's key of a generation.
	 * @param region the cache
	 * @param bucket the bucket
	 * @return the bytes
	 */
	public static byte[] generation(Region region, int bucket) {
		byte[] tag = region.tag();
		byte[] result = Arrays.copyOf(tag, tag.length + 3);
		result[tag.length] = (byte) Character.forDigit(bucket >> 4, 16);
		result[tag.length + 1] = (byte) Character.forDigit(bucket & 15, 16);
		result[tag.length + 2] = '}';
		return result;
	}

}
