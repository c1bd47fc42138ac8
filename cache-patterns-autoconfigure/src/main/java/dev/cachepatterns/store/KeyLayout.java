package dev.cachepatterns.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How keys are written on a server that other programs can read.
 * <p>
 * An entry is {@code <prefix>:{<cache>:<bucket>}:<key>}, the generation of its bucket is
 * {@code <prefix>:{<cache>:<bucket>}}, with the bucket in two hexadecimal digits. The
 * braces are Redis Cluster's hash tag. Braces, percent signs and control characters in
 * the name of a cache are percent-encoded, so that no two caches can share a tag.
 *
 * @param prefix first part of every key, without braces; may be empty
 */
public record KeyLayout(String prefix) {

	/**
	 * The server's key of an entry.
	 * @param key the entry
	 * @param generation the server's key of its generation, with which it begins
	 * @return the bytes
	 */
	public byte[] entry(StoreKey key, byte[] generation) {
		byte[] name = key.key();
		byte[] result = Arrays.copyOf(generation, generation.length + 1 + name.length);
		result[generation.length] = ':';
		System.arraycopy(name, 0, result, generation.length + 1, name.length);
		return result;
	}

	/**
	 * The server's key of the generation of an entry.
	 * @param key the entry
	 * @return the bytes
	 */
	public byte[] generation(StoreKey key) {
		return generation(key.cache(), key.bucket());
	}

	/**
	 * The server's key of a generation.
	 * @param cache name of the cache
	 * @param bucket the bucket
	 * @return the bytes
	 */
	public byte[] generation(String cache, int bucket) {
		return tag(cache, bucket).getBytes(StandardCharsets.UTF_8);
	}

	private String tag(String cache, int bucket) {
		StringBuilder tag = new StringBuilder(this.prefix);
		if (!this.prefix.isEmpty()) {
			tag.append(':');
		}
		tag.append('{');
		cache.codePoints().forEach((point) -> append(tag, point));
		return tag.append(':')
			.append(Character.forDigit(bucket >> 4, 16))
			.append(Character.forDigit(bucket & 15, 16))
			.append('}')
			.toString();
	}

	private static void append(StringBuilder tag, int point) {
		if (point == '{' || point == '}' || point == '%' || Character.isISOControl(point)) {
			tag.append("%%%02X".formatted(point));
		}
		else {
			tag.appendCodePoint(point);
		}
	}

}
