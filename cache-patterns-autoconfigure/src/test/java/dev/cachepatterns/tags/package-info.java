/**
 * Values with tags.
 */
package dev.cachepatterns.tags;
