package dev.cachepatterns.simulation;

import java.util.List;

import dev.cachepatterns.pattern.Mode;

/**
 * What stays as it is in a schedule.
 *
 * @param backend the kind of backend
 * @param formats which formats of values there are
 * @param lagging whether loads read a replica of the database, and the caches know
 * @param putting whether callers put values if there is none: then all must see the same
 * @param modes of the cache in each JVM at the start; empty if nobody switches
 */
record Setting(Backend backend, Formats formats, boolean lagging, boolean putting, List<Mode> modes) {

	static Setting of(Backend backend) {
		return new Setting(backend, Formats.ONE, false, false, List.of());
	}

	Setting withReplica() {
		return new Setting(this.backend, this.formats, true, this.putting, this.modes);
	}

	Setting withPuts() {
		return new Setting(this.backend, this.formats, this.lagging, true, this.modes);
	}

	Setting with(Formats formats) {
		return new Setting(this.backend, formats, this.lagging, this.putting, this.modes);
	}

	Setting with(Mode first, Mode second) {
		return new Setting(this.backend, this.formats, this.lagging, this.putting, List.of(first, second));
	}

}
