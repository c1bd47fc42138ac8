/**
 * Binds {@code cache-patterns.*} and builds the rest.
 */
@NullMarked
package dev.cachepatterns.autoconfigure;

import org.jspecify.annotations.NullMarked;
