/**
 * HTTP sessions of instances that share a backend.
 */
package dev.cachepatterns.sample.session;
