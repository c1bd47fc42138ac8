/**
 * Measures requests with an HTTP session side by side.
 */
@NullMarked
package dev.cachepatterns.benchmarks.session;

import org.jspecify.annotations.NullMarked;
