/**
 * Many callers that want the same value at once, in one process and in several.
 */
@NullMarked
package dev.cachepatterns.stampede;

import org.jspecify.annotations.NullMarked;
