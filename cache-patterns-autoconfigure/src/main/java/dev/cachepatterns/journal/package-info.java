/**
 * Remembers which keys still owe an invalidation.
 */
@NullMarked
package dev.cachepatterns.journal;

import org.jspecify.annotations.NullMarked;
