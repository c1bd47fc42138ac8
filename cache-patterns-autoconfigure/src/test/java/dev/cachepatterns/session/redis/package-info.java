/**
 * Sessions on a real Redis.
 */
@NullMarked
package dev.cachepatterns.session.redis;

import org.jspecify.annotations.NullMarked;
