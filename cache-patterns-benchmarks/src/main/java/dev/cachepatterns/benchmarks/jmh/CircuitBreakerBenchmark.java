package dev.cachepatterns.benchmarks.jmh;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import dev.cachepatterns.resilience.CircuitBreakerStore;
import dev.cachepatterns.resilience.CircuitBreakers;
import dev.cachepatterns.resilience.Probes;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.MemoryStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;

/**
 * What a circuit breaker adds to a hit: the store in memory takes so little time itself
 * that the difference is the breaker.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CircuitBreakerBenchmark {

	private final StoreKey key = StoreKey.of(Region.of("benchmark", "products"), "1");

	private final CacheStore bare = MemoryStore.create(1 << 20, Clock.systemUTC(),
			() -> ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE), (cache) -> {
			});

	private final CircuitBreakers breakers = new CircuitBreakers(this.bare, CircuitBreaker::ofDefaults,
			new Probes(() -> 1, (keys) -> true));

	private final CacheStore guarded = new CircuitBreakerStore(this.bare, this.breakers);

	/**
	 * Stores what is read.
	 */
	@Setup
	public void put() {
		this.bare.put(this.key, new byte[100], Duration.ofHours(1));
	}

	/**
	 * Stops the probes.
	 */
	@TearDown
	public void close() {
		this.breakers.close();
	}

	@Benchmark
	public Lookup withoutBreaker() {
		return this.bare.get(this.key);
	}

	@Benchmark
	public Lookup withBreaker() {
		return this.guarded.get(this.key);
	}

}
