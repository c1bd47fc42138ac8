/**
 * Servers that restart with older data, and replicas that take their primary's place,
 * under applications.
 */
package dev.cachepatterns.failover;
