/**
 * What the README shows, compiled and run.
 */
package dev.cachepatterns.readme;
