/**
 * Starts real servers inside the application where none is configured.
 */
@NullMarked
package dev.cachepatterns.sample.server;

import org.jspecify.annotations.NullMarked;
