/**
 * Counts what happened in a cache, without knowing who reads the counts.
 */
@NullMarked
package dev.cachepatterns.stats;

import org.jspecify.annotations.NullMarked;
