package dev.cachepatterns.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Caching;
import org.springframework.core.annotation.AliasFor;

/**
 * A method that writes the database and, once that write is committed, the cache.
 * <p>
 * The method always runs. After it returned normally, and after the commit when a
 * transaction is active, its result (or {@link #entry()}) replaces the cached value under
 * {@link #key()}, and everything named by {@link #evict()} is removed. An exception or a
 * roll-back leaves the cache as it was. For {@code CompletableFuture}, {@code Mono} and
 * {@code Flux} the cache is written when the result arrives, before the caller sees it.
 * <p>
 * The entry never keeps a value that the write made old: where the new value is not
 * stored ({@link #unless()} is true, or it is {@code null} and the cache keeps no nulls)
 * the entry is removed instead. {@link #condition()} switches the whole annotation off
 * for a call, so it is for calls that write nothing.
 *
 * <pre>{@code
 * &#64;WriteThrough(cacheNames = "places", key = "#place.id",
 *         evict = @CacheEvict(cacheNames = "countries", key = "#place.country"))
 * public Place update(Place place) { ... }
 * }</pre>
 *
 * A failure of the cache is given to the application's {@code CacheErrorHandler} and
 * never to the caller, whose write is committed. A method has this annotation or
 * {@link CachePut}, not both.
 *
 * @see CachePut Spring's annotation, which has neither {@code entry} nor {@code evict}
 * and leaves the old value where {@code unless} vetoes the new one
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@CachePut
@Caching
public @interface WriteThrough {

	/**
	 * Alias for {@link #cacheNames}.
	 * @return the names of the caches
	 */
	@AliasFor(annotation = CachePut.class, attribute = "cacheNames")
	String[] value() default {};

	/**
	 * Names of the caches that hold the entry; by default those of {@code @CacheConfig}.
	 * @return the names of the caches
	 */
	@AliasFor(annotation = CachePut.class, attribute = "cacheNames")
	String[] cacheNames() default {};

	/**
	 * SpEL expression for the key, evaluated after the method, with {@code #result}; by
	 * default all arguments, as for {@code @Cacheable}.
	 * @return a SpEL expression
	 */
	@AliasFor(annotation = CachePut.class)
	String key() default "";

	/**
	 * SpEL expression for the value to store; by default the method's result. Required on
	 * a method that returns {@code void}. {@code #result} is without its
	 * {@code Optional}.
	 * @return a SpEL expression
	 */
	String entry() default "";

	/**
	 * Entries and whole caches that the same write makes old.
	 * @return what to evict, each with its own {@code key} or {@code allEntries}
	 */
	@AliasFor(annotation = Caching.class, attribute = "evict")
	CacheEvict[] evict() default {};

	/**
	 * SpEL expression that must be true for the entry to be touched at all.
	 * @return a SpEL expression
	 */
	@AliasFor(annotation = CachePut.class)
	String condition() default "";

	/**
	 * SpEL expression on {@code #result}: when true, the entry is removed and not
	 * replaced.
	 * @return a SpEL expression
	 */
	@AliasFor(annotation = CachePut.class)
	String unless() default "";

	/**
	 * Name of a {@code KeyGenerator} bean to use in place of {@link #key()}.
	 * @return a bean name
	 */
	@AliasFor(annotation = CachePut.class)
	String keyGenerator() default "";

	/**
	 * Name of the {@code CacheManager} bean to use.
	 * @return a bean name
	 */
	@AliasFor(annotation = CachePut.class)
	String cacheManager() default "";

	/**
	 * Name of a {@code CacheResolver} bean to use.
	 * @return a bean name
	 */
	@AliasFor(annotation = CachePut.class)
	String cacheResolver() default "";

}
