/**
 * Decides what a hit, a miss, a write and a failure mean.
 */
@NullMarked
package dev.cachepatterns.pattern;

import org.jspecify.annotations.NullMarked;
