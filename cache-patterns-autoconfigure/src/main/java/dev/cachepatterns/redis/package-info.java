/**
 * Redis, as a store.
 */
@NullMarked
package dev.cachepatterns.redis;

import org.jspecify.annotations.NullMarked;
