/**
 * What an application has of its cache while that is out.
 */
package dev.cachepatterns.resilience;
