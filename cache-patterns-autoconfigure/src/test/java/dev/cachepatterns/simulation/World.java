package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;

import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import org.jspecify.annotations.Nullable;

/**
 * All that a schedule changes: the backend, the database, the clock and the actors. One
 * key and the generation of its bucket, as keys share nothing else, and its tag.
 */
final class World {

	/**
	 * The row.
	 */
	final Place row;

	/**
	 * Its tag.
	 */
	final Place tag;

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
	 * Number of the newest version whose write has returned in a JVM where the cache was
	 * off: a JVM has to see it once it has been off itself.
	 */
	int unnoticed;

	/**
	 * How many operations of each JVM have failed.
	 */
	final int[] failures = new int[Fleet.JVMS];

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
		this(scenario.setting(), actors, List.of(), null);
		this.budget = scenario.budget();
	}

	private World(Setting setting, Actor[] actors, List<Late> late, @Nullable World other) {
		this.row = (other != null) ? other.row.copy(this) : new Place(this);
		// Where there are no tags nobody touches it
		this.tag = (other == null) ? new Place(this) : setting.tagged() ? other.tag.copy(this) : other.tag;
		this.setting = setting;
		this.modes = setting.modes();
		this.actors = actors;
		this.late = new ArrayList<>(late);
	}

	World copy() {
		World copy = new World(this.setting, this.actors.clone(), this.late, this);
		copy.budget = this.budget;
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
		if (this.modes.get(jvm) == Mode.OFF && mode != Mode.OFF) {
			returnedIn(jvm, this.unnoticed);
		}
		this.modes = with(this.modes, jvm, mode);
		this.switches++;
		return this.modes;
	}

	/**
	 * Where a key stands.
	 */
	Place at(StoreKey key) {
		return key.region().cache().equals(Region.TAGS) ? this.tag : this.row;
	}

	Place at(Region region) {
		return region.cache().equals(Region.TAGS) ? this.tag : this.row;
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
		return "%s under %s, committed %d, returned %d, at %d%s".formatted(this.row.standing().slot(),
				this.row.generation().slot(), this.committed, this.returned, this.now,
				this.setting.tagged() ? ", tag %s".formatted(this.tag.standing().slot()) : "");
	}

}
