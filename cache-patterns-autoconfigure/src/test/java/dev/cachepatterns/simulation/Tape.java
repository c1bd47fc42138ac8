package dev.cachepatterns.simulation;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What the operations of an actor have returned so far; never changes.
 */
final class Tape {

	static final Tape EMPTY = new Tape(new Object[0]);

	private final @Nullable Object[] results;

	private Tape(@Nullable Object[] results) {
		this.results = results;
	}

	int length() {
		return this.results.length;
	}

	@Nullable Object get(int position) {
		return this.results[position];
	}

	Tape with(@Nullable Object result) {
		@Nullable Object[] longer = Arrays.copyOf(this.results, this.results.length + 1);
		longer[this.results.length] = result;
		return new Tape(longer);
	}

}
