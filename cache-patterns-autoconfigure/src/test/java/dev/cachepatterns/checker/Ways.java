package dev.cachepatterns.checker;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;

/**
 * Ways, each chosen as often as its weight says.
 */
final class Ways {

	private static final int MORE = 12;

	private final Map<Way, LongFunction<Item>> methods = new EnumMap<>(Way.class);

	private final List<Way> lots = new ArrayList<>();

	Ways add(int weight, Way way, LongFunction<Item> method) {
		this.methods.put(way, method);
		for (int i = 0; i < weight; i++) {
			this.lots.add(way);
		}
		return this;
	}

	/**
	 * Adds a way if it is among those that are wanted.
	 */
	Ways addIf(Set<Way> wanted, Way way, LongFunction<Item> method) {
		return add(wanted.contains(way) ? MORE : 0, way, method);
	}

	Way any() {
		return this.lots.get(ThreadLocalRandom.current().nextInt(this.lots.size()));
	}

	Item go(Way way, long id) {
		return this.methods.get(way).apply(id);
	}

}
