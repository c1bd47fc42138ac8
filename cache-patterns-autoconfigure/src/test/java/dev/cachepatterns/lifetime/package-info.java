/**
 * How long values are served, through annotated methods, with a clock that tests move.
 */
@NullMarked
package dev.cachepatterns.lifetime;

import org.jspecify.annotations.NullMarked;
