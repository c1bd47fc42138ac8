package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.Step;
import org.jspecify.annotations.Nullable;

/**
 * All that a schedule changes: the backend, the database, the clock and the actors. One
 * key and the generation of its bucket, as keys share nothing else.
 */
final class World {

	private static final Cell FOREIGN = new Cell(new Slot.Unknown(), Long.MAX_VALUE);

	private Cell cell = Cell.NOTHING;

	/**
	 * The format of what stands under the key, if it is a value.
	 */
	private int format;

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

	Budget budget = Budget.NONE;

	final Setting setting;

	/**
	 * Number of the newest version whose write has returned in each JVM, where others may
	 * not know.
	 */
	private List<Integer> returnedIn = List.of(0, 0);

	/**
	 * Whether each JVM reaches the backend.
	 */
	private List<Boolean> reached = List.of(true, true);

	/**
	 * What the cache of each JVM does; empty if nobody switches.
	 */
	List<Mode> modes;

	/**
	 * How often caches were switched.
	 */
	int switches;

	/**
	 * Whether the backend has refused a command.
	 */
	boolean refused;

	/**
	 * The value that all have seen, where it is put if there is none; {@code null}
	 * before.
	 */
	@Nullable Object agreed;

	/**
	 * When each version was committed, where a replica lags.
	 */
	private List<Long> commits = List.of();

	final Actor[] actors;

	final List<Late> late;

	@Nullable String violation;

	World(Scenario scenario, Actor[] actors) {
		this(scenario.setting(), actors, List.of());
		this.budget = scenario.budget();
	}

	private World(Setting setting, Actor[] actors, List<Late> late) {
		this.setting = setting;
		this.modes = setting.modes();
		this.actors = actors;
		this.late = new ArrayList<>(late);
	}

	World copy() {
		World copy = new World(this.setting, this.actors.clone(), this.late);
		copy.budget = this.budget;
		copy.format = this.format;
		copy.cell = this.cell;
		copy.generation = this.generation;
		copy.now = this.now;
		copy.linger = this.linger;
		copy.random = this.random;
		copy.committed = this.committed;
		copy.returned = this.returned;
		copy.returnedIn = this.returnedIn;
		copy.reached = this.reached;
		copy.violation = this.violation;
		copy.modes = this.modes;
		copy.switches = this.switches;
		copy.refused = this.refused;
		copy.agreed = this.agreed;
		copy.commits = this.commits;
		return copy;
	}

	/**
	 * Commits the next version.
	 */
	int commit() {
		if (this.setting.lagging()) {
			List<Long> commits = new ArrayList<>(this.commits);
			commits.add(this.now);
			this.commits = commits;
		}
		return ++this.committed;
	}

	/**
	 * A write has returned of which only its JVM knows.
	 */
	void returnedIn(int jvm, int version) {
		this.returnedIn = with(this.returnedIn, jvm, Math.max(version, this.returnedIn.get(jvm)));
	}

	/**
	 * The oldest version that a read may return which begins now in a JVM.
	 */
	int floor(int jvm) {
		return Math.max(this.returned, this.returnedIn.get(jvm));
	}

	/**
	 * Lets a JVM reach the backend, or not.
	 */
	void reach(int jvm, boolean reaches) {
		this.reached = with(this.reached, jvm, reaches);
	}

	boolean reaches(int jvm) {
		return this.reached.get(jvm);
	}

	private static <T> List<T> with(List<T> list, int index, T element) {
		List<T> changed = new ArrayList<>(list);
		changed.set(index, element);
		return changed;
	}

	/**
	 * What a load reads: the newest version, or from a replica the oldest that it may
	 * have.
	 */
	int loaded() {
		if (!this.setting.lagging()) {
			return this.committed;
		}
		int version = 0;
		while (version < this.committed && this.commits.get(version) <= this.now - Simulation.LAG) {
			version++;
		}
		return version;
	}

	/**
	 * Somebody has seen a value.
	 */
	void agree(Object value) {
		if (this.agreed != null && !this.agreed.equals(value)) {
			violate("a value is overwritten");
		}
		this.agreed = value;
	}

	/**
	 * Switches the cache of a JVM.
	 */
	List<Mode> switchTo(int jvm, Mode mode) {
		this.modes = with(this.modes, jvm, mode);
		this.switches++;
		return this.modes;
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

	/**
	 * What stands under the key now, as a JVM can read it.
	 */
	Cell standing(int jvm) {
		Cell standing = standing();
		boolean value = standing.slot() instanceof Slot.Entry entry && entry.kind() == Slot.Kind.VALUE;
		return (value && !this.setting.formats().reads(jvm, this.format)) ? FOREIGN : standing;
	}

	/**
	 * Lets something stand under the key that a JVM has written.
	 */
	void stand(int jvm, Cell cell) {
		this.cell = cell;
		this.format = this.setting.formats().of(jvm);
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
