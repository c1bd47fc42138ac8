package dev.cachepatterns.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.core.annotation.AliasFor;

/**
 * Makes all values old that have a tag ({@link CacheTags}), in all caches and on all
 * instances, before the call returns: at once however many they are, as it is only their
 * tag that changes. It may stand beside {@code @CacheEvict}, {@code @CachePut} and
 * {@link WriteThrough}, and keeps the promise that these keep: it takes effect after the
 * commit when a transaction is active, and a roll-back leaves everything as it was.
 * <p>
 * It is a {@code @CacheEvict} on a cache of its own, whose keys are the tags.
 *
 * @see CacheTags
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@CacheEvict(cacheNames = "#tags")
public @interface EvictTags {

	/**
	 * SpEL expression for the tags: a tag, or an array or a collection of them. It knows
	 * the arguments, {@code #root} and {@code #result}.
	 * @return a SpEL expression
	 */
	@AliasFor(annotation = CacheEvict.class, attribute = "key")
	String value();

	/**
	 * SpEL expression that must be true for anything to be evicted.
	 * @return a SpEL expression
	 */
	@AliasFor(annotation = CacheEvict.class)
	String condition() default "";

	/**
	 * Whether to evict before the method runs, and so also if it fails.
	 * @return {@code true} for before
	 */
	@AliasFor(annotation = CacheEvict.class)
	boolean beforeInvocation() default false;

}
