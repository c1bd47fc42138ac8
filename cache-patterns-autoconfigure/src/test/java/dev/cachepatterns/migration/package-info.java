/**
 * A fleet on its way from Spring's own Redis cache, and back.
 */
package dev.cachepatterns.migration;
