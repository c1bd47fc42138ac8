/**
 * Memcached, as a store.
 */
@NullMarked
package dev.cachepatterns.memcached;

import org.jspecify.annotations.NullMarked;
