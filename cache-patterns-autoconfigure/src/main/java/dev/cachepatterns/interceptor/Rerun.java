package dev.cachepatterns.interceptor;

import java.nio.charset.StandardCharsets;

import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.pattern.Read;

/**
 * What a call is made once more for: so that Spring does all that it does, with another
 * answer of the cache.
 *
 * @param cache the cache that has answered
 * @param read its answer
 * @param serves whether its value is served, as the method has failed; otherwise the
 * method runs, and its result takes the place of the value
 */
record Rerun(CacheView cache, Read read, boolean serves) {

	/**
	 * Says that the value is served on, as the method has failed.
	 */
	void report(Throwable failure) {
		if (this.serves) {
			this.cache.cache().recordStaleHit();
		}
		this.cache.cache().servedOn(new String(this.read.key().key(), StandardCharsets.UTF_8), failure);
	}

}
