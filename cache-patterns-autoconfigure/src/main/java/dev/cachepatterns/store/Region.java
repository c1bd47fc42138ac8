package dev.cachepatterns.store;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The part of a store that belongs to one cache of one application, or of one tenant of
 * it: regions of different prefixes share nothing.
 */
public final class Region {

	/**
	 * Name of the cache that has no values, but a stamp for each tag of other caches'
	 * values.
	 */
	public static final String TAGS = "#tags";

	private final String prefix;

	private final String cache;

	private final byte[] tag;

	private Region(String prefix, String cache) {
		this.prefix = prefix;
		this.cache = cache;
		StringBuilder tag = new StringBuilder();
		append(tag, prefix);
		tag.append(prefix.isEmpty() ? "{" : ":{");
		append(tag, cache);
		this.tag = tag.append(':').toString().getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * A region.
	 * @param prefix first part of all its keys; may be empty
	 * @param cache name of the cache
	 * @return the region
	 */
	public static Region of(String prefix, String cache) {
		return new Region(prefix, cache);
	}

	/**
	 * First part of all its keys.
	 * @return the prefix
	 */
	public String prefix() {
		return this.prefix;
	}

	/**
	 * Name of the cache.
	 * @return the name
	 */
	public String cache() {
		return this.cache;
	}

	/**
	 * What the keys of a bucket begin with, up to the bucket itself.
	 */
	byte[] tag() {
		return this.tag;
	}

	private static void append(StringBuilder text, String name) {
		name.codePoints().forEach((point) -> {
			if (point == '{' || point == '}' || point == '%' || Character.isISOControl(point)) {
				text.append("%%%02X".formatted(point));
			}
			else {
				text.appendCodePoint(point);
			}
		});
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Region that && this.prefix.equals(that.prefix) && this.cache.equals(that.cache);
	}

	@Override
	public int hashCode() {
		return 31 * this.prefix.hashCode() + this.cache.hashCode();
	}

	@Override
	public String toString() {
		return this.prefix.isEmpty() ? this.cache : this.prefix + ":" + this.cache;
	}

}
