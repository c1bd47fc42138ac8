/**
 * What readers of a popular value feel when it expires and its load is slow.
 */
@NullMarked
package dev.cachepatterns.benchmarks.expiry;

import org.jspecify.annotations.NullMarked;
