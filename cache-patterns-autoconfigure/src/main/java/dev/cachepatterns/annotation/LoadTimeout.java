package dev.cachepatterns.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long a caller of a {@code @Cacheable} method waits for it, before the settings of
 * its caches. The method runs on after that, and what it returns is stored. On a class it
 * counts for all its methods that have none.
 * <p>
 * Counts for methods that block, outside of transactions. Each attribute is a duration
 * such as {@code 2s} or {@code PT2S}, or a property that has one such as
 * {@code ${prices.timeout}}; anything else stops the start. The annotation may stand on
 * an annotation of the application's own.
 *
 * <pre>{@code
 * &#64;Cacheable("quotes")
 * &#64;LoadTimeout(value = "2s", soft = "200ms")
 * public Quote find(String symbol) { ... }
 * }</pre>
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface LoadTimeout {

	/**
	 * Time after which the call fails with a {@code LoadTimeoutException}, where there is
	 * no value that may be served instead; by default that of the cache,
	 * {@code load-timeout}, 0 for as long as it takes.
	 * @return a duration
	 */
	String value() default "";

	/**
	 * Time after which a value is served that {@link CacheTtl#staleIfError} has kept; at
	 * most {@link #value}; by default that of the cache, {@code soft-load-timeout}, 0 for
	 * as long as elsewhere.
	 * @return a duration
	 */
	String soft() default "";

}
