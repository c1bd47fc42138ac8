/**
 * The servers that are measured against, and what they count.
 */
@NullMarked
package dev.cachepatterns.benchmarks.server;

import org.jspecify.annotations.NullMarked;
