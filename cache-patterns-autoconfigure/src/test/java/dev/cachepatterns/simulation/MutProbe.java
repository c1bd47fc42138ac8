package dev.cachepatterns.simulation;

import org.junit.jupiter.api.Test;

/** Probe. */
class MutProbe {

	@Test
	void run() {
		Silence.begin();
		for (Mutation m : java.util.Arrays.stream(Mutation.values()).filter(Mutation::isOfTable).toList()) {
			long b = System.nanoTime();
			Violation v = (m == Mutation.OFF_IS_NOT_CLEARED) ? new OffSchedules(m).run(1, 20000)
					: new PolicySchedules(m, Policy.JDBC, Policy.JDBC_ALL).run(1, 5_000);
			System.out.printf("MUT %-40s %s %d ms%n", m, v == null ? "NOT CAUGHT" : v.what() + " " + v.schedule(),
					(System.nanoTime() - b) / 1000000);
		}
	}

}
