package dev.cachepatterns.benchmarks.report;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.benchmarks.measure.Rounds;
import dev.cachepatterns.benchmarks.measure.Sample;
import dev.cachepatterns.benchmarks.measure.Scenario;
import dev.cachepatterns.benchmarks.server.NoServer;
import dev.cachepatterns.benchmarks.server.Server;
import dev.cachepatterns.benchmarks.server.ServerUse;
import dev.cachepatterns.benchmarks.subject.Backend;
import dev.cachepatterns.benchmarks.subject.Operation;
import dev.cachepatterns.benchmarks.subject.Product;
import dev.cachepatterns.benchmarks.subject.Subject;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Goals}.
 */
class GoalsTests {

	private static final String RAW = "raw";

	private static final String OURS = "cache-patterns";

	private static final String SPRING = "Spring's Redis cache, JSON";

	@Test
	void ofWhenAtTheLimitIsMet() {
		assertThat(Goals.of(List.of(rounds(1, sample(115, 2024, 1, Map.of("mget", 1.0)))))).extracting(Goal::met)
			.containsExactly(true, true, true);
	}

	@Test
	void ofWhenBeyondTheLimitIsMissed() {
		assertThat(Goals.of(List.of(rounds(1, sample(116, 2025, 2, Map.of("mget", 1.0)))))).extracting(Goal::met)
			.containsExactly(false, false, false);
	}

	@Test
	void ofWhenAnotherCommandRanIsMissed() {
		assertThat(Goals.of(List.of(rounds(1, sample(100, 1000, 1, Map.of("mget", 1.0, "get", 0.1)))))).last()
			.isEqualTo(new Goal("Redis: exactly one round trip", "get 0.10, mget 1.00, socket reads 1.000", false));
	}

	@Test
	void ofWhenManyThreadsIsHeldAgainstSpring() {
		assertThat(Goals.of(List.of(rounds(16, sample(120, 1000, 1, Map.of()))))).containsExactly(new Goal(
				"Redis: not slower than %s, at 16 threads".formatted(SPRING), "1.00 (quartiles 1.00 – 1.00)", true));
		assertThat(Goals.of(List.of(rounds(16, sample(126, 1000, 1, Map.of()))))).containsExactly(new Goal(
				"Redis: not slower than %s, at 16 threads".formatted(SPRING), "1.05 (quartiles 1.05 – 1.05)", false));
	}

	@Test
	void ofWhenMixedIsServerCpuHeldAgainstSpring() {
		assertThat(MixedGoals.of(List.of(mixed(130, 100)))).containsExactly(
				new Goal("Redis, 90 % reads and 10 % puts, 16 threads: strict at most 1.3 times " + SPRING,
						"1.30 (quartiles 1.30 – 1.30)", true),
				new Goal("Redis, 90 % reads and 10 % puts, 16 threads: eventual at most 1.0 times " + SPRING,
						"1.00 (quartiles 1.00 – 1.00)", true));
		assertThat(MixedGoals.of(List.of(mixed(131, 101)))).extracting(Goal::met).containsExactly(false, false);
	}

	@Test
	void tableWhenMixedHasNoGoalsOfHits() {
		assertThat(Goals.table(List.of(mixed(130, 100)))).startsWith("### Goals\n\n| server CPU")
			.doesNotContain("a hit through");
		assertThat(Goals.table(List.of())).isEmpty();
	}

	private static Rounds mixed(double ours, double eventual) {
		return new Rounds(new Scenario(Backend.REDIS, Operation.MIXED_PUT, 16),
				List.of(new Named(RAW), new Named(OURS), new Named(MixedGoals.EVENTUAL), new Named(SPRING)),
				Map.of(OURS, List.of(serverCpu(ours)), MixedGoals.EVENTUAL, List.of(serverCpu(eventual)), SPRING,
						List.of(serverCpu(100))));
	}

	private static Sample serverCpu(double nanos) {
		return new Sample(1, 1, 1, new ServerUse(nanos, 1, 0, Map.of()));
	}

	private static Rounds rounds(int threads, Sample ours) {
		return new Rounds(new Scenario(Backend.REDIS, Operation.HIT, threads),
				List.of(new Named(RAW), new Named(OURS), new Named(SPRING)),
				Map.of(RAW, List.of(sample(100, 1000, 1, Map.of("get", 1.0))), OURS, List.of(ours), SPRING,
						List.of(sample(120, 1000, 1, Map.of("get", 1.0)))));
	}

	private static Sample sample(double nanos, double allocated, double reads, Map<String, Double> commands) {
		return new Sample(nanos, nanos, allocated, new ServerUse(0, reads, 0, commands));
	}

	private record Named(String name) implements Subject {

		@Override
		public Server server() {
			return new NoServer();
		}

		@Override
		public Product read(long id) {
			return Product.of(id);
		}

		@Override
		public void put(Product product) {
			// Not called
		}

		@Override
		public void evict(long id) {
			// Not called
		}

		@Override
		public long loads() {
			return 0;
		}

		@Override
		public void close() {
			// Nothing to close
		}

	}

}
