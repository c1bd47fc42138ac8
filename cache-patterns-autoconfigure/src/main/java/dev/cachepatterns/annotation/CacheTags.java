package dev.cachepatterns.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The tags of the values that a method stores: beside {@code @Cacheable},
 * {@code @CachePut} or {@link WriteThrough}. {@link EvictTags} makes all values old that
 * have a tag, whatever their keys and caches. On a class it counts for all its methods
 * that have none.
 *
 * <pre>{@code
 * &#64;Cacheable("orders")
 * &#64;CacheTags("'customer:' + #customer")
 * public List<Order> find(long customer, Period period) { ... }
 *
 * &#64;EvictTags("'customer:' + #order.customer")
 * public void save(Order order) { ... }
 * }</pre>
 *
 * A tag is one for all caches of an application, or of a tenant of it. Reading a value
 * whose tags the caller names too is one round trip, to each node of the cache that holds
 * the entry or one of its tags; for other callers two. Storing one costs a round trip
 * more for each tag that is new. The annotation may stand on an annotation of the
 * application's own.
 *
 * @see EvictTags
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface CacheTags {

	/**
	 * SpEL expression for the tags, evaluated before the method: a tag, an array or a
	 * collection of them, or {@code null} for none. Each is written as its
	 * {@code toString()} does, and has at most 247 bytes in UTF-8; a value has at most 64
	 * tags. It knows the arguments and {@code #root}, and not {@code #result}: a tag that
	 * is known only after the load could be evicted while it runs, and nobody would see
	 * that. Where it fails, the call fails.
	 * @return a SpEL expression
	 */
	String value();

}
