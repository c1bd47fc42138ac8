package dev.cachepatterns.checker;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an {@link Oracle} has found.
 *
 * @param reads reads that have returned
 * @param hits those without a load of their own
 * @param writes writes that have returned
 * @param rollbacks writes that were rolled back
 * @param overlaps loads during which the same key was committed, before their fill
 * @param stale reads of less than what a write had returned before they began
 * @param rolledBack reads of what was never committed
 * @param longest the longest time between such a write and a stale read
 * @param evidence some of the wrong reads, in words
 */
record Verdict(long reads, long hits, long writes, long rollbacks, long overlaps, long stale, long rolledBack,
		Duration longest, List<String> evidence) {

	Verdict plus(Verdict other) {
		List<String> both = Stream.concat(this.evidence.stream(), other.evidence.stream()).limit(2).toList();
		return new Verdict(this.reads + other.reads, this.hits + other.hits, this.writes + other.writes,
				this.rollbacks + other.rollbacks, this.overlaps + other.overlaps, this.stale + other.stale,
				this.rolledBack + other.rolledBack,
				(this.longest.compareTo(other.longest) > 0) ? this.longest : other.longest, both);
	}

	double hitRatio() {
		return (this.reads != 0) ? (double) this.hits / this.reads : 0;
	}

}
