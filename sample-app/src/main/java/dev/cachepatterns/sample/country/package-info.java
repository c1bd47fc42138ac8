/**
 * Countries: what their places add up to, which is costly to compute and so worth
 * caching.
 */
@NullMarked
package dev.cachepatterns.sample.country;

import org.jspecify.annotations.NullMarked;
