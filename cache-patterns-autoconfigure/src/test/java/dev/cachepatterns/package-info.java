/**
 * The map of the module, and its listings.
 */
package dev.cachepatterns;
