/**
 * What is measured: raw clients, Spring's caches and ours, with the same operations on
 * the same values.
 */
@NullMarked
package dev.cachepatterns.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
