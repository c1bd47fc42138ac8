/**
 * Keeps what Spring Session's repositories on Redis do not: a deleted session stays
 * deleted, and an attribute that cannot be read breaks nothing.
 */
@NullMarked
package dev.cachepatterns.session.redis;

import org.jspecify.annotations.NullMarked;
