/**
 * Decides how long an entry is fresh.
 */
@NullMarked
package dev.cachepatterns.ttl;

import org.jspecify.annotations.NullMarked;
