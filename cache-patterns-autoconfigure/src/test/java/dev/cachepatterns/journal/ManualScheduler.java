package dev.cachepatterns.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Time and a thread that a test moves.
 */
public final class ManualScheduler implements Scheduler, LongSupplier {

	private final List<Step> steps = new ArrayList<>();

	private long now = -5;

	@Override
	public void schedule(Runnable step, Duration delay) {
		this.steps.add(new Step(step, this.now + delay.toNanos()));
	}

	@Override
	public long getAsLong() {
		return this.now;
	}

	/**
	 * Lets time pass, and runs what is due.
	 * @return number of steps that ran
	 */
	public int advance(Duration time) {
		this.now += time.toNanos();
		List<Step> due = this.steps.stream().filter((step) -> step.at() <= this.now).toList();
		this.steps.removeAll(due);
		due.forEach((step) -> step.step().run());
		return due.size();
	}

	/**
	 * Runs what is due.
	 * @return number of steps that ran
	 */
	public int run() {
		return advance(Duration.ZERO);
	}

	private record Step(Runnable step, long at) {
	}

}
