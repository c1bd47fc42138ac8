package dev.cachepatterns.benchmarks.measure;

import java.time.Duration;

/**
 * How long a scenario is measured.
 *
 * @param warmUp number of slices of each subject that are not counted
 * @param rounds number of slices of each subject that are
 * @param slice time of one slice
 */
public record Pace(int warmUp, int rounds, Duration slice) {
}
