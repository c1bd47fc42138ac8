package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;

import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Slot;
import org.jspecify.annotations.Nullable;

/**
 * All that a schedule changes: the backend, the database, the clock and the actors. One
 * key and the generation of its bucket, as keys share nothing else.
 */
final class World {

	Cell cell = Cell.NOTHING;

	@Nullable Long generation;

	long now = 1_000_000;

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

	final Actor[] actors;

	final List<Late> late;

	@Nullable String violation;

	World(Actor[] actors, Budget budget) {
		this(actors, budget, List.of());
	}

	private World(Actor[] actors, Budget budget, List<Late> late) {
		this.actors = actors;
		this.budget = budget;
		this.late = new ArrayList<>(late);
	}

	World copy() {
		World copy = new World(this.actors.clone(), this.budget, this.late);
		copy.cell = this.cell;
		copy.generation = this.generation;
		copy.now = this.now;
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
		return (this.cell.isEmpty() || this.cell.expiresAt() > this.now) ? this.cell : Cell.NOTHING;
	}

	boolean intended() {
		return standing().slot() instanceof Slot.Intent;
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
		return "%s under %s, committed %d, returned %d, at %d".formatted(standing().slot(), this.generation,
				this.committed, this.returned, this.now);
	}

}
