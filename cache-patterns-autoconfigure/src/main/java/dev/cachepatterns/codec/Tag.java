package dev.cachepatterns.codec;

/**
 * A tag of a value, as it was when the value was loaded.
 *
 * @param name its name; at most {@link #LONGEST} bytes in UTF-8
 * @param stamp the random number that it had: it has another, or none, once it was
 * evicted
 */
public record Tag(String name, long stamp) {

	/**
	 * Bytes of a name at most.
	 */
	public static final int LONGEST = 247;

}
