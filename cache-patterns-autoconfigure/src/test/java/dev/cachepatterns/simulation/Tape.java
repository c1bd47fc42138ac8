package dev.cachepatterns.simulation;

import java.util.Arrays;

/**
 * What the operations of an actor have returned so far; never changes.
 */
final class Tape {

	static final Tape EMPTY = new Tape(new Object[0]);

	private final Object[] results;

	private Tape(Object[] results) {
		this.results = results;
	}

	int length() {
		return this.results.length;
	}

	Object get(int position) {
		return this.results[position];
	}

	Tape with(Object result) {
		Object[] longer = Arrays.copyOf(this.results, this.results.length + 1);
		longer[this.results.length] = result;
		return new Tape(longer);
	}

}
