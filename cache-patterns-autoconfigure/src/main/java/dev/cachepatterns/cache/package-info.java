/**
 * Presents the patterns as Spring's {@code Cache} and {@code CacheManager}.
 */
@NullMarked
package dev.cachepatterns.cache;

import org.jspecify.annotations.NullMarked;
