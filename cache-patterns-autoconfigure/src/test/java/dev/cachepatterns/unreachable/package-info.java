/**
 * Applications that cannot reach their cache.
 */
package dev.cachepatterns.unreachable;
