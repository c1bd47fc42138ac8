/**
 * Turns values into stored bytes and back, and frames them with their header.
 */
@NullMarked
package dev.cachepatterns.codec;

import org.jspecify.annotations.NullMarked;
