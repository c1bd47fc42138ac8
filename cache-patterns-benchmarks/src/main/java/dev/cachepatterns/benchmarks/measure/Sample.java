package dev.cachepatterns.benchmarks.measure;

import dev.cachepatterns.benchmarks.server.ServerUse;

/**
 * What one call of a subject cost in one slice.
 *
 * @param nanos time that the caller waited
 * @param cpuNanos processor time of this JVM
 * @param allocatedBytes bytes that all threads of this JVM allocated
 * @param server what the server did
 */
public record Sample(double nanos, double cpuNanos, double allocatedBytes, ServerUse server) {
}
