/**
 * Measures the database and tells in each response whether it was needed.
 */
@NullMarked
package dev.cachepatterns.sample.measure;

import org.jspecify.annotations.NullMarked;
