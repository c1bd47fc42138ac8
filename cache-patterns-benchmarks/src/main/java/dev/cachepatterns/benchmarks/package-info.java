/**
 * Measures caches side by side: in one process, against the same servers, in turns.
 */
@NullMarked
package dev.cachepatterns.benchmarks;

import org.jspecify.annotations.NullMarked;
