package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;
import org.jspecify.annotations.Nullable;

/**
 * All that a schedule changes: the backend, the database, the clock and the actors. One
 * key and the generation of its bucket, as keys share nothing else.
 */
final class World {

	Cell cell = Cell.NOTHING;

	/**
	 * The generation, or the intents of clears.
	 */
	Cell generation = Cell.NOTHING;

	long now = 1_000_000;

	/**
	 * How long intents stand past their time, in milliseconds.
	 */
	long linger;

	long random = 100;

	/**
	 * Number of the newest committed version.
	 */
	int committed;

	/**
	 * Number of the newest version whose write has returned.
	 */
	int returned;

	Budget budget;

	final Backend backend;

	final Actor[] actors;

	final List<Late> late;

	@Nullable String violation;

	World(Backend backend, Actor[] actors, Budget budget) {
		this(backend, actors, budget, List.of());
	}

	private World(Backend backend, Actor[] actors, Budget budget, List<Late> late) {
		this.backend = backend;
		this.actors = actors;
		this.budget = budget;
		this.late = new ArrayList<>(late);
	}

	World copy() {
		World copy = new World(this.backend, this.actors.clone(), this.budget, this.late);
		copy.cell = this.cell;
		copy.generation = this.generation;
		copy.now = this.now;
		copy.linger = this.linger;
		copy.random = this.random;
		copy.committed = this.committed;
		copy.returned = this.returned;
		copy.violation = this.violation;
		return copy;
	}

	/**
	 * What stands under the key now.
	 */
	Cell standing() {
		return current(this.cell);
	}

	/**
	 * What stands under the key of the generation now.
	 */
	Cell standingGeneration() {
		return current(this.generation);
	}

	private Cell current(Cell cell) {
		long end = cell.expiresAt() + ((cell.slot() instanceof Slot.Intent) ? this.linger : 0);
		return (cell.isEmpty() || end > this.now) ? cell : Cell.NOTHING;
	}

	Lookup lookup() {
		Cell standing = standing();
		return new Lookup(standing.slot(), generationId(), standing.expiresAt());
	}

	OptionalLong generationId() {
		return (standingGeneration().slot() instanceof Slot.Generation there) ? OptionalLong.of(there.id())
				: OptionalLong.empty();
	}

	boolean quiet() {
		for (Actor actor : this.actors) {
			if (actor.alive()) {
				return false;
			}
		}
		return true;
	}

	void violate(String what) {
		if (this.violation == null) {
			this.violation = what;
		}
	}

	@Override
	public String toString() {
		return "%s under %s, committed %d, returned %d, at %d".formatted(standing().slot(), standingGeneration().slot(),
				this.committed, this.returned, this.now);
	}

}
