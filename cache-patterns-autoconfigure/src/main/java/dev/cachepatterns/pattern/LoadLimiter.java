package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Limits the loads that run at once in this JVM while the cache is out.
 */
public interface LoadLimiter {

	/**
	 * Asks for a permit. Does not block.
	 * @param atMost how long to wait for one; once in any case
	 * @return done when there is one, which has to be given back, or failed with what the
	 * caller gets who waited in vain
	 */
	CompletableFuture<@Nullable Void> acquire(Duration atMost);

	/**
	 * Gives a permit back.
	 */
	void release();

}
