/**
 * Meters of the caches, where Micrometer is there.
 */
@NullMarked
package dev.cachepatterns.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
