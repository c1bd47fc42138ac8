/**
 * What a hit, a miss, a write and a failure mean.
 */
package dev.cachepatterns.pattern;
