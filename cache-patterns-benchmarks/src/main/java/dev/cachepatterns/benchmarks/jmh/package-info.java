/**
 * The same subjects and operations under JMH.
 */
@NullMarked
package dev.cachepatterns.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
