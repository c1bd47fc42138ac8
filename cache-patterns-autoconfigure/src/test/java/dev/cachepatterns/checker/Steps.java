package dev.cachepatterns.checker;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * The pauses of a worker, and its death.
 */
final class Steps {

	private static final int KILLED = 128 + 9;

	private final Map<Step, Duration> pauses = new EnumMap<>(Step.class);

	private volatile @Nullable Step deadly;

	Steps(Workload workload) {
		this.pauses.put(Step.LOADED, workload.afterLoad());
		this.pauses.put(Step.LOOKED, workload.afterLoad());
		this.pauses.put(Step.ENTERED, workload.beforeCommit());
		this.pauses.put(Step.COMMITTED, workload.afterCommit());
		this.pauses.put(Step.CLEARING, workload.afterCommit());
	}

	/**
	 * The next thread that comes to a step ends this process, without any clean-up.
	 */
	void dieAt(Step step) {
		this.deadly = step;
	}

	/**
	 * A thread has come to a step.
	 */
	void at(Step step) {
		if (this.deadly == step) {
			Runtime.getRuntime().halt(KILLED);
		}
		pause(this.pauses.getOrDefault(step, Duration.ZERO));
	}

	/**
	 * Parks for a random time; seldom for much longer.
	 */
	static void pause(Duration longest) {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		if (!longest.isZero()) {
			LockSupport.parkNanos(random.nextLong(longest.toNanos()) * ((random.nextInt(200) == 0) ? 10 : 1));
		}
	}

}
