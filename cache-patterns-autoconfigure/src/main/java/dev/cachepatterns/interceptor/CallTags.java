package dev.cachepatterns.interceptor;

import java.util.List;

import dev.cachepatterns.cache.CacheTag;
import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.cache.UnusableKeyException;
import dev.cachepatterns.codec.Tag;
import dev.cachepatterns.store.Region;
import org.springframework.expression.EvaluationException;

/**
 * What a call does about tags.
 */
final class CallTags {

	private CallTags() {
	}

	/**
	 * Fails the call if it is not known which tags its values get.
	 */
	static void check(CacheView cache) {
		try {
			cache.tags();
		}
		catch (EvaluationException | UnusableKeyException ex) {
			throw new CallersFailure(ex);
		}
	}

	/**
	 * Whether the transaction at hand has evicted a tag of the call's values.
	 */
	static boolean evicted(CacheView cache) {
		return cache.tags().stream().anyMatch((name) -> evicted(cache.region(), name));
	}

	/**
	 * Whether it has evicted one of these.
	 */
	static boolean evicted(Region cache, List<Tag> tags) {
		return !tags.isEmpty() && tags.stream().anyMatch((tag) -> evicted(cache, tag.name()));
	}

	private static boolean evicted(Region cache, String name) {
		return TransactionWrites.active()
				&& TransactionWrites.touched(Region.of(cache.prefix(), Region.TAGS), new CacheTag(name));
	}

	/**
	 * The evictions of a key: one for each tag, where it stands for tags.
	 */
	static List<CacheWrite> evictions(CacheView cache, Object key) {
		if (!cache.region().cache().equals(Region.TAGS)) {
			return List.of(new CacheWrite.Evict(cache, key));
		}
		return CacheTag.all(key).stream().<CacheWrite>map((tag) -> new CacheWrite.Evict(cache, tag)).toList();
	}

}
