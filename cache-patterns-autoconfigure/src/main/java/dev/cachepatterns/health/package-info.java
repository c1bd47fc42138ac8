/**
 * Health of the backends.
 */
@NullMarked
package dev.cachepatterns.health;

import org.jspecify.annotations.NullMarked;
