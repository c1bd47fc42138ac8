/**
 * Runs the production code of the protocol in every order of its operations: actors on a
 * simulated backend, database and clock.
 */
package dev.cachepatterns.simulation;
