/**
 * Counts stale reads of real processes on real servers: workers that load, write, pause,
 * stop and die, and an oracle that judges what they have logged.
 */
@NullMarked
package dev.cachepatterns.checker;

import org.jspecify.annotations.NullMarked;
