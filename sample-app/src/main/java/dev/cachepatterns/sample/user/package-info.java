/**
 * User profiles: read and written through the cache.
 */
@NullMarked
package dev.cachepatterns.sample.user;

import org.jspecify.annotations.NullMarked;
