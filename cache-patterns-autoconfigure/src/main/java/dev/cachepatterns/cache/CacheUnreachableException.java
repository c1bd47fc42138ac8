package dev.cachepatterns.cache;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * A write that was refused, because the cache could not be told of it and
 * {@code cache-patterns.consistency.on-unreachable} is {@code reject}: nothing has been
 * written. The same call may succeed later.
 */
public final class CacheUnreachableException extends TransientDataAccessResourceException {

	/**
	 * A refusal.
	 * @param cache the cache
	 * @param cause why it cannot be reached
	 */
	public CacheUnreachableException(String cache, Throwable cause) {
		super("The write is refused, as cache '" + cache + "' cannot be told of it and "
				+ "'cache-patterns.consistency.on-unreachable' is 'reject'. Try again when the cache can be reached, or "
				+ "set it to 'proceed', with a journal to bound what is stale meanwhile.", cause);
	}

}
