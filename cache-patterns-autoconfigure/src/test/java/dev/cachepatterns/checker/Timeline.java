package dev.cachepatterns.checker;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import dev.cachepatterns.checker.Event.Kind;

/**
 * What has happened to a key before a wrong read, in words.
 */
final class Timeline {

	private static final int LENGTH = 30;

	private Timeline() {
	}

	/**
	 * The events that lead to a wrong read.
	 * @param wrong the read
	 * @param events the events of its key
	 * @return a line for each, with microseconds before the read
	 */
	static String of(Event wrong, List<Event> events) {
		List<Event> before = events.stream()
			.filter((event) -> event.begin() < wrong.begin())
			.filter((event) -> event.kind() != Kind.HIT && event.kind() != Kind.MISS)
			.sorted(Comparator.comparingLong(Event::end))
			.toList();
		return before.subList(Math.max(0, before.size() - LENGTH), before.size())
			.stream()
			.map((event) -> line(event, wrong.begin()))
			.collect(Collectors.joining("\n", "key " + wrong.key() + "\n", "\n" + line(wrong, wrong.begin())));
	}

	private static String line(Event event, long zero) {
		String way = (event.kind() == Kind.LOAD || event.kind() == Kind.COMMIT) ? "" : " by " + event.way();
		return "%,11d to %,11d us  %s of %d%s".formatted((event.begin() - zero) / 1000, (event.end() - zero) / 1000,
				event.kind(), event.version(), way);
	}

}
