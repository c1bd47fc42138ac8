/**
 * Runs subjects in slices, and computes what the slices say.
 */
@NullMarked
package dev.cachepatterns.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
