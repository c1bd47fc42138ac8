/**
 * Places: searched, read and edited.
 */
@NullMarked
package dev.cachepatterns.sample.place;

import org.jspecify.annotations.NullMarked;
