/**
 * Wraps a store so that a failing backend fails fast.
 */
@NullMarked
package dev.cachepatterns.resilience;

import org.jspecify.annotations.NullMarked;
