package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Every order of the operations of a scenario, depth first, and of the accidents that its
 * budget allows but for faults of commands.
 */
final class Exhaustive {

	private final Mutation mutation;

	private final Scenario scenario;

	private final Scheduler scheduler;

	private final long limit;

	private final List<Choice> path = new ArrayList<>();

	private @Nullable Violation violation;

	Exhaustive(Mutation mutation, Scenario scenario, long limit) {
		this.mutation = mutation;
		this.scenario = scenario;
		this.scheduler = new Scheduler(mutation, null);
		this.limit = limit;
	}

	Counts counts() {
		return this.scheduler.counts;
	}

	/**
	 * Explores until all is explored or something is found.
	 * @return what was found, {@code null} if nothing
	 */
	@Nullable Violation explore() {
		explore(this.scheduler.start(this.scenario));
		return this.violation;
	}

	private void explore(World world) {
		if (world.violation == null && !world.quiet()) {
			List<Choice> choices = this.scheduler.steps(world);
			choices.addAll(this.scheduler.accidents(world, this.scenario));
			for (Choice choice : choices) {
				if (this.violation != null || counts().schedules() >= this.limit) {
					return;
				}
				World next = world.copy();
				this.path.add(this.scheduler.apply(next, choice));
				explore(next);
				this.path.remove(this.path.size() - 1);
			}
			return;
		}
		counts().explored++;
		if (world.violation == null) {
			this.scheduler.rest(world);
		}
		if (world.violation != null) {
			this.violation = new Violation(world.violation, counts().schedules(), this.scenario.toString(), trace());
		}
	}

	private List<String> trace() {
		List<String> trace = new ArrayList<>();
		Scheduler again = new Scheduler(this.mutation, trace::add);
		World world = again.start(this.scenario);
		this.path.forEach((choice) -> again.apply(world, choice));
		if (world.quiet()) {
			again.rest(world);
		}
		return trace;
	}

}
