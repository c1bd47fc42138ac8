package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.cachepatterns.codec.Attributes;
import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.codec.Freshness;
import dev.cachepatterns.codec.Tag;
import dev.cachepatterns.codec.Freshness.Work;
import dev.cachepatterns.simulation.Choice.Kind;
import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Says what can happen next in a world, and makes it happen.
 */
final class Scheduler {

	static final long JUMP = 10_000;

	private static final long LONG = 600_000;

	private static final List<Kind> FAULTS = List.of(Kind.LOST_REPLY, Kind.LOST_COMMAND, Kind.RESENT, Kind.REFUSED);

	final Counts counts = new Counts();

	private final Replay replay;

	private static final Freshness DUE = new Freshness(Long.MAX_VALUE >> 16, 0, 0, Long.MAX_VALUE >> 16, 0, 0,
			Work.NONE, 0);

	private final Simulation simulation;

	private final @Nullable Consumer<String> trace;

	Scheduler(Mutation mutation, @Nullable Consumer<String> trace) {
		this.replay = new Replay(trace);
		this.simulation = new Simulation(this.replay, mutation, this.counts);
		this.trace = trace;
	}

	World start(Scenario scenario) {
		this.simulation.switchOn();
		World world = new World(scenario, scenario.programs().stream().map(Actor::of).toArray(Actor[]::new));
		world.linger = (scenario.pace() == Pace.LINGERING) ? 2 * JUMP : 0;
		if (scenario.warm()) {
			world.row.generation(Cell.generation(2));
			List<Tag> tags = world.setting.tagged() ? List.of(new Tag("tag", 3)) : List.of();
			byte[] payload = this.simulation.codec.encode("rows", 0, Expected.ANYTHING,
					new Attributes(0, world.setting.refreshing() ? DUE : Freshness.ALWAYS, tags));
			world.row.stand(0, new Cell(Slot.Entry.value(1, 2, payload), world.now + 6 * LONG));
			world.tag.generation(Cell.generation(4));
			world.tag.stand(0, new Cell(Slot.Entry.value(3, 4, new byte[0]), Long.MAX_VALUE));
		}
		return world;
	}

	/**
	 * The actors that may make their next operation.
	 */
	List<Choice> steps(World world) {
		List<Choice> steps = new ArrayList<>(4);
		for (int i = 0; i < world.actors.length; i++) {
			if (world.actors[i].alive()) {
				steps.add(Choice.of(Kind.STEP, i));
			}
		}
		return steps;
	}

	/**
	 * What else may happen.
	 */
	List<Choice> accidents(World world, Scenario scenario) {
		List<Choice> accidents = new ArrayList<>();
		for (int i = 0; i < world.actors.length; i++) {
			Actor actor = world.actors[i];
			if (actor.alive() && world.budget.faults() > 0) {
				for (Kind fault : FAULTS) {
					accidents.add(Choice.of(fault, i));
				}
			}
			if (actor.alive() && actor.mortal() && actor.tape().length() > 0 && world.budget.crashes() > 0) {
				accidents.add(Choice.of(Kind.CRASH, i));
			}
		}
		addEvictions(world, accidents);
		if (world.budget.jumps() > 0 && (scenario.pace() != Pace.IN_TIME || inTime(world))) {
			accidents.add(Choice.of(Kind.TIME, 0));
		}
		for (int i = 0; i < Math.min(16, world.late.size()); i++) {
			accidents.add(Choice.of(Kind.LATE, i));
		}
		return accidents;
	}

	private void addEvictions(World world, List<Choice> accidents) {
		if (world.budget.evictions() > 0) {
			if (world.row.standing().slot() instanceof Slot.Entry) {
				accidents.add(Choice.of(Kind.EVICT_ENTRY, 0));
			}
			if (world.setting.tagged() && world.tag.standing().slot() instanceof Slot.Entry) {
				accidents.add(Choice.of(Kind.EVICT_ENTRY, 1));
			}
			if (world.row.generation().slot() instanceof Slot.Generation) {
				accidents.add(Choice.of(Kind.EVICT_GENERATION, 0));
			}
		}
		if (world.budget.intentEvictions() > 0) {
			if (isOfAllWriters(world, world.row.standing())) {
				accidents.add(Choice.of(Kind.EVICT_INTENT, 0));
			}
			if (isOfAllWriters(world, world.row.generation())) {
				accidents.add(Choice.of(Kind.EVICT_GENERATION_INTENT, 0));
			}
		}
	}

	private boolean isOfAllWriters(World world, Cell cell) {
		return cell.slot() instanceof Slot.Intent intent && intent.deadlines().size() == writers(world);
	}

	private int writers(World world) {
		int writers = 0;
		for (Actor actor : world.actors) {
			writers += (actor.deadline() > 0) ? 1 : 0;
		}
		return writers;
	}

	/**
	 * Whether all writers still have time after a jump of the clock.
	 */
	static boolean inTime(World world) {
		for (Actor actor : world.actors) {
			if (actor.deadline() > 0 && actor.deadline() <= world.now + JUMP) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Makes a choice happen.
	 * @return what has happened: not every operation can go wrong
	 */
	Choice apply(World world, Choice choice) {
		this.counts.steps++;
		Choice happened = switch (choice.kind()) {
			case STEP, LOST_REPLY, LOST_COMMAND, RESENT, REFUSED ->
				Choice.of(this.replay.advance(world, choice.index(), choice.kind(), this.simulation), choice.index());
			default -> {
				happen(world, choice);
				trace("%s %d -> %s", choice.kind(), choice.index(), world);
				yield choice;
			}
		};
		world.budget = world.budget.after(happened.kind());
		if (world.linger > 0 && !(world.row.standing().slot() instanceof Slot.Intent)) {
			endOverdue(world);
		}
		return happened;
	}

	private static void endOverdue(World world) {
		for (int i = 0; i < world.actors.length; i++) {
			Actor actor = world.actors[i];
			world.actors[i] = (actor.deadline() > 0 && actor.deadline() <= world.now) ? actor.crashed() : actor;
		}
	}

	static void happen(World world, Choice choice) {
		switch (choice.kind()) {
			case CRASH -> world.actors[choice.index()] = world.actors[choice.index()].crashed();
			case EVICT_ENTRY, EVICT_INTENT -> ((choice.index() == 0) ? world.row : world.tag).stand(0, Cell.NOTHING);
			case EVICT_GENERATION, EVICT_GENERATION_INTENT -> world.row.generation(Cell.NOTHING);
			case TIME -> pass(world, JUMP);
			case CUT_OFF -> world.reach(choice.index(), false);
			case RECONNECT -> world.reach(choice.index(), true);
			case LATE -> world.late.remove(choice.index()).effect().accept(world);
			default -> throw new IllegalArgumentException(choice.toString());
		}
	}

	static void pass(World world, long millis) {
		world.now += millis;
		world.late.removeIf((late) -> late.until() <= world.now);
	}

	/**
	 * Lets all times pass when all is quiet: what can still be read then has to be the
	 * newest version.
	 */
	void rest(World world) {
		pass(world, LONG);
		trace("At rest -> %s", world);
		checkRest(world);
		for (Late late : world.late) {
			late.effect().accept(world);
			trace("%s arrives at last -> %s", late.name(), world);
			checkRest(world);
		}
	}

	/**
	 * Whether an old value stands.
	 */
	boolean outdated(World world) {
		return standing(world).stream().anyMatch((version) -> version != world.committed);
	}

	private void checkRest(World world) {
		for (int version : standing(world)) {
			if (version != world.committed && version < PuttingIfAbsent.FIRST) {
				world.violate((version == Simulation.ROLLED_BACK) ? "a value that is not committed" : "stale at rest");
			}
		}
	}

	/**
	 * What callers can still read.
	 */
	private List<Integer> standing(World world) {
		List<Integer> versions = new ArrayList<>();
		Lookup found = world.row.lookup();
		Lookup tag = world.tag.lookup();
		if (found.live() && found.slot() instanceof Slot.Entry entry && entry.kind() == Slot.Kind.VALUE) {
			for (Expected expected : List.of(Expected.ANYTHING, Simulation.METHOD, Simulation.ANOTHER_METHOD)) {
				Decoded value = this.simulation.codec.decode(entry.payload(), expected);
				boolean current = value != null
						&& value.tags().stream().allMatch((known) -> tag.live() && tag.slot().stamp() == known.stamp());
				if (current) {
					versions.add((Integer) value.value());
				}
			}
		}
		return versions;
	}

	private void trace(String text, Object... arguments) {
		if (this.trace != null) {
			this.trace.accept(text.formatted(arguments));
		}
	}

}
