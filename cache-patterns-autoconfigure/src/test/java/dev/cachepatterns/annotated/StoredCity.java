package dev.cachepatterns.annotated;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.cachepatterns.annotation.WriteThrough;
import org.springframework.cache.annotation.CacheEvict;

/**
 * An annotation that an application composed from ours.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@WriteThrough(cacheNames = "cities", key = "#city.id", evict = @CacheEvict(cacheNames = "optional", key = "#city.id"))
public @interface StoredCity {

}
