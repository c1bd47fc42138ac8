package dev.cachepatterns.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

import dev.cachepatterns.simulation.Choice.Kind;
import dev.cachepatterns.simulation.Turns.Player;

/**
 * Gives actors with threads their turns, as chance has it: some schedules let the same
 * one go on for long.
 */
final class Course {

	private static final Kind[] FAULTS = { Kind.LOST_REPLY, Kind.LOST_COMMAND, Kind.REFUSED };

	private final World world;

	private final Turns turns;

	private final SplittableRandom random;

	private final int patience;

	private int last = -1;

	Course(World world, Turns turns, SplittableRandom random) {
		this.world = world;
		this.turns = turns;
		this.random = random;
		this.patience = random.nextInt(90);
	}

	/**
	 * Gives one of the actors that wait for it a turn.
	 * @param awake who can have one; at least one actor
	 */
	Choice turn(Predicate<Program> awake) {
		List<Player> ready = this.turns.ready(awake);
		Player any = ready.get(this.random.nextInt(ready.size()));
		boolean patient = this.random.nextInt(100) < this.patience;
		Player player = ready.stream().filter((one) -> patient && one.index == this.last).findFirst().orElse(any);
		boolean faulty = this.world.budget.faults() > 0 && this.random.nextInt(10) == 0;
		Kind kind = this.turns.turn(player, faulty ? FAULTS[this.random.nextInt(FAULTS.length)] : Kind.STEP);
		this.world.budget = this.world.budget.after(kind);
		this.last = player.index;
		return Choice.of(kind, player.index);
	}

}
