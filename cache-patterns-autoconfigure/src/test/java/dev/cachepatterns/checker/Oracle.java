package dev.cachepatterns.checker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.cachepatterns.checker.Event.Kind;

/**
 * Judges the logs of all workers: a read that began when a write had returned, in any
 * process, returns that version or a newer one, and none that was rolled back.
 */
final class Oracle {

	private static final int EVIDENCE = 2;

	private final List<String> evidence = new ArrayList<>();

	private final Map<Kind, Integer> counts;

	private long overlaps;

	private long stale;

	private long rolledBack;

	private long longest;

	private Oracle(List<Event> events) {
		this.counts = events.stream().collect(Collectors.toMap(Event::kind, (event) -> 1, Integer::sum));
		events.stream().collect(Collectors.groupingBy(Event::key)).values().forEach(this::judge);
	}

	static Verdict judged(List<Event> events) {
		Oracle oracle = new Oracle(events);
		return new Verdict(oracle.count(Kind.HIT) + oracle.count(Kind.MISS), oracle.count(Kind.HIT),
				oracle.count(Kind.WRITE), oracle.count(Kind.ROLLBACK), oracle.overlaps, oracle.stale, oracle.rolledBack,
				Duration.ofNanos(oracle.longest), oracle.evidence);
	}

	private int count(Kind kind) {
		return this.counts.getOrDefault(kind, 0);
	}

	/**
	 * Judges the events of one key.
	 */
	private void judge(List<Event> events) {
		NavigableMap<Long, Event> newest = newestByReturn(events);
		only(events, (kind) -> kind == Kind.HIT || kind == Kind.MISS).forEach((read) -> {
			if (read.version() >= Item.ROLLED_BACK) {
				this.rolledBack++;
				evidence("A rolled back value was read: ", read, events);
			}
			else {
				Entry<Long, Event> bound = newest.lowerEntry(read.begin());
				if (bound != null && bound.getValue().version() > read.version()) {
					this.stale++;
					this.longest = Math.max(this.longest, read.begin() - olderSince(newest, read));
					evidence("A value older than %s was read: ".formatted(bound.getValue()), read, events);
				}
			}
		});
		countOverlaps(events);
	}

	/**
	 * When the first write of something newer had returned.
	 */
	private static long olderSince(NavigableMap<Long, Event> newest, Event read) {
		return newest.values()
			.stream()
			.filter((write) -> write.version() > read.version())
			.mapToLong(Event::end)
			.min()
			.orElseThrow();
	}

	/**
	 * The newest version that any write had returned, by the time since when.
	 */
	private static NavigableMap<Long, Event> newestByReturn(List<Event> events) {
		NavigableMap<Long, Event> newest = new TreeMap<>();
		only(events, (kind) -> kind == Kind.WRITE).stream()
			.sorted(Comparator.comparingLong(Event::end))
			.forEach((write) -> {
				Entry<Long, Event> last = newest.lastEntry();
				if (last == null || last.getValue().version() < write.version()) {
					newest.put(write.end(), write);
				}
			});
		return newest;
	}

	/**
	 * Counts loads that hold a whole commit between their begin and their fill.
	 */
	private void countOverlaps(List<Event> events) {
		NavigableMap<Long, Long> commits = new TreeMap<>();
		only(events, (kind) -> kind == Kind.COMMIT)
			.forEach((commit) -> commits.merge(commit.begin(), commit.end(), Math::min));
		for (Event load : only(events, (kind) -> kind == Kind.LOAD)) {
			boolean overlap = commits.subMap(load.begin(), load.end())
				.values()
				.stream()
				.anyMatch((end) -> end < load.end());
			this.overlaps += overlap ? 1 : 0;
		}
	}

	private void evidence(String text, Event wrong, List<Event> events) {
		if (this.evidence.size() < EVIDENCE) {
			this.evidence.add(text + Timeline.of(wrong, events));
		}
	}

	private static List<Event> only(List<Event> events, Predicate<Kind> kinds) {
		return events.stream().filter((event) -> kinds.test(event.kind())).toList();
	}

}
