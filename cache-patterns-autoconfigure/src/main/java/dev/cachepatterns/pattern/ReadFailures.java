package dev.cachepatterns.pattern;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.StoreException;

/**
 * Told what has gone wrong while a caller gets its value all the same.
 */
public interface ReadFailures {

	/**
	 * The cache could not be read. What this throws, the caller gets.
	 * @param failure why
	 */
	void unread(StoreException failure);

	/**
	 * A value could not be loaded anew, and the one that is cached is served on.
	 * @param failure why
	 */
	void unloaded(Exception failure);

	/**
	 * A loaded value could not be stored.
	 * @param failure why
	 * @param value the value
	 */
	void unstored(RuntimeException failure, @Nullable Object value);

}
