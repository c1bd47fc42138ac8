/**
 * Micrometer meters.
 */
@NullMarked
package dev.cachepatterns.metrics;

import org.jspecify.annotations.NullMarked;
