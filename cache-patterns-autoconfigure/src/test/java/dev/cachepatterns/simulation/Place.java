package dev.cachepatterns.simulation;

import java.util.OptionalLong;

import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.Step;

/**
 * A key of a world's backend, and the generation of its bucket.
 */
final class Place {

	private static final Cell FOREIGN = new Cell(new Slot.Unknown(), Long.MAX_VALUE);

	private final World world;

	private Cell cell = Cell.NOTHING;

	/**
	 * The format of what stands under the key, if it is a value.
	 */
	private int format;

	/**
	 * The generation, or the intents of clears.
	 */
	private Cell generation = Cell.NOTHING;

	Place(World world) {
		this.world = world;
	}

	Place copy(World world) {
		Place copy = new Place(world);
		copy.cell = this.cell;
		copy.format = this.format;
		copy.generation = this.generation;
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
	Cell generation() {
		return current(this.generation);
	}

	void generation(Cell generation) {
		this.generation = generation;
	}

	private Cell current(Cell cell) {
		long end = cell.expiresAt() + ((cell.slot() instanceof Slot.Intent) ? this.world.linger : 0);
		return (cell.isEmpty() || end > this.world.now) ? cell : Cell.NOTHING;
	}

	/**
	 * What stands under the key now, as a JVM can read it.
	 */
	Cell standing(int jvm) {
		Cell standing = standing();
		boolean value = standing.slot() instanceof Slot.Entry entry && entry.kind() == Slot.Kind.VALUE;
		return (value && !this.world.setting.formats().reads(jvm, this.format)) ? FOREIGN : standing;
	}

	/**
	 * Lets something stand under the key that a JVM has written.
	 */
	void stand(int jvm, Cell cell) {
		this.cell = cell;
		this.format = this.world.setting.formats().of(jvm);
	}

	/**
	 * Makes a step of a JVM.
	 * @return what that JVM has seen there
	 */
	Cell apply(int jvm, Step step) {
		Cell before = standing(jvm);
		Cell after = step.apply(before);
		if (after != before) {
			stand(jvm, after);
		}
		return before;
	}

	Lookup lookup() {
		return lookup(standing());
	}

	Lookup lookup(Cell standing) {
		return new Lookup(standing.slot(), generationId(), standing.expiresAt());
	}

	OptionalLong generationId() {
		return (generation().slot() instanceof Slot.Generation there) ? OptionalLong.of(there.id())
				: OptionalLong.empty();
	}

}
