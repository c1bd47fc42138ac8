/**
 * Fills an empty database from the data file.
 */
@NullMarked
package dev.cachepatterns.sample.data;

import org.jspecify.annotations.NullMarked;
