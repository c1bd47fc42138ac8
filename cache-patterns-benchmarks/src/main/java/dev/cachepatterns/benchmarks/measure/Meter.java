package dev.cachepatterns.benchmarks.measure;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.OperatingSystemMXBean;

import dev.cachepatterns.benchmarks.measure.Workers.Work;
import dev.cachepatterns.benchmarks.server.ServerUse;
import dev.cachepatterns.benchmarks.subject.Operation;
import dev.cachepatterns.benchmarks.subject.Subject;

/**
 * Measures one slice.
 */
final class Meter {

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private Meter() {
	}

	/**
	 * Runs a slice.
	 * @throws IllegalStateException if a hit was none, or a miss was one
	 */
	static Sample measure(Workers workers, Subject subject, Operation operation, Duration slice) {
		long loads = subject.loads();
		ServerUse server = subject.server().use();
		Allocation allocation = Allocation.now();
		long cpu = SYSTEM.getProcessCpuTime();
		Work work = workers.run(subject, operation, slice);
		subject.settle();
		double cpuNanos = SYSTEM.getProcessCpuTime() - cpu;
		double allocated = Allocation.now().since(allocation);
		double calls = work.calls();
		check(subject, operation, work.calls(), subject.loads() - loads);
		return new Sample(work.nanos() / calls, cpuNanos / calls, allocated / calls,
				subject.server().use().since(server).per(calls));
	}

	private static void check(Subject subject, Operation operation, long calls, long loads) {
		if (!operation.admits(calls, loads)) {
			throw new IllegalStateException("%s has loaded %d times in %d calls of '%s'".formatted(subject.name(),
					loads, calls, operation.title()));
		}
	}

}
