package dev.cachepatterns.store;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The steps of a write intent as functions of what stands under the key, for stores whose
 * server cannot run them itself.
 */
final class Intents {

	private Intents() {
	}

	static Slot.Intent enter(Slot before, long token, long now, long timeout) {
		Map<Long, Long> writers = new LinkedHashMap<>();
		boolean dirty = false;
		if (before instanceof Slot.Intent intent) {
			writers.putAll(intent.deadlines());
			writers.remove(token);
			dirty = intent.dirty() || !writers.isEmpty();
			writers.values().removeIf((deadline) -> deadline < now);
		}
		writers.put(token, now + timeout);
		return new Slot.Intent(dirty, writers);
	}

	static Slot exit(Slot before, long token, Slot.@Nullable Entry entry, long now) {
		if (!(before instanceof Slot.Intent intent)) {
			// The same entry: this step has been sent twice
			return (entry != null && before.stamp() == entry.stamp()) ? before : new Slot.Absent();
		}
		Map<Long, Long> others = new LinkedHashMap<>(intent.deadlines());
		boolean mine = others.remove(token) != null;
		boolean alone = mine && others.isEmpty() && !intent.dirty();
		others.values().removeIf((deadline) -> deadline < now);
		if (!others.isEmpty()) {
			return new Slot.Intent(true, others);
		}
		return (alone && entry != null) ? entry : new Slot.Absent();
	}

	static Slot.Intent soil(Slot.Intent intent) {
		return new Slot.Intent(true, intent.deadlines());
	}

	static long end(Slot.Intent intent) {
		return intent.deadlines().values().stream().mapToLong(Long::longValue).max().orElse(0);
	}

}
