package dev.cachepatterns.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long the values live that a method stores: beside {@code @Cacheable},
 * {@code @CachePut} or {@link WriteThrough}, and before the settings of their caches. On
 * a class it counts for all its methods that have none.
 * <p>
 * Each attribute is a duration such as {@code 10m} or {@code PT10M}, a property that has
 * one such as {@code ${prices.ttl}}, or a SpEL expression that gives a {@code Duration},
 * a text of that form, or {@code null} for what the cache says. An expression knows the
 * arguments, {@code #root} and, as {@code #result}, the value that is to be stored,
 * without its {@code Optional}. Where it fails, the value is returned and not stored, and
 * the application's {@code CacheErrorHandler} is told.
 *
 * <pre>{@code
 * &#64;Cacheable("orders")
 * &#64;CacheTtl("#result.closed ? '30d' : '1m'")
 * public Order find(long id) { ... }
 * }</pre>
 *
 * The annotation may stand on an annotation of the application's own. An attribute that
 * is neither a duration nor an expression stops the start.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface CacheTtl {

	/**
	 * Time for which a value is fresh; 0 not to store it. By default that of the cache.
	 * @return a duration or an expression
	 */
	String value() default "";

	/**
	 * Time after that for which a value is served while one caller loads it anew in the
	 * background; by default that of the cache, 0 for none.
	 * @return a duration or an expression
	 */
	String staleWhileRevalidate() default "";

	/**
	 * Time after the TTL for which a value is served if loading it anew fails; by default
	 * that of the cache, 0 for none.
	 * @return a duration or an expression
	 */
	String staleIfError() default "";

	/**
	 * Time without a read after which a value vanishes; by default that of the cache, 0
	 * for none.
	 * @return a duration or an expression
	 */
	String timeToIdle() default "";

}
