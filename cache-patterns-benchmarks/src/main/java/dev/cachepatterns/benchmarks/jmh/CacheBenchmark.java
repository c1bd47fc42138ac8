package dev.cachepatterns.benchmarks.jmh;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import dev.cachepatterns.benchmarks.subject.Backend;
import dev.cachepatterns.benchmarks.subject.Operation;
import dev.cachepatterns.benchmarks.subject.Subject;
import dev.cachepatterns.benchmarks.subject.Subjects;

/**
 * The subjects on all backends.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CacheBenchmark {

	/**
	 * The backend, and how the name of the subject begins.
	 */
	@Param({ "REDIS/Lettuce", "REDIS/cache-patterns", "REDIS/Spring's Redis cache, JSON",
			"REDIS/Spring's Redis cache, JDK", "MEMCACHED/XMemcached", "MEMCACHED/cache-patterns",
			"MEMORY/Caffeine, our codec", "MEMORY/cache-patterns", "MEMORY/Caffeine, shared objects",
			"MEMORY/Spring's Caffeine cache" })
	public String subjectOn = "";

	@SuppressWarnings("NullAway.Init")
	private Subjects subjects;

	@SuppressWarnings("NullAway.Init")
	private Subject subject;

	/**
	 * Starts all of them, and caches the keys that are hit.
	 */
	@Setup
	public void start() {
		String[] parts = this.subjectOn.split("/");
		this.subjects = Subjects.start(Backend.valueOf(parts[0]));
		this.subject = this.subjects.named(parts[1]);
		this.subjects.prepare();
	}

	/**
	 * Stops them.
	 */
	@TearDown
	public void stop() {
		this.subjects.close();
	}

	@Benchmark
	public Object hit(Numbers numbers) {
		return Operation.HIT.call(this.subject, numbers.next());
	}

	@Benchmark
	public Object missWithFill(Numbers numbers) {
		return Operation.MISS.call(this.subject, numbers.next());
	}

	@Benchmark
	public Object put(Numbers numbers) {
		return Operation.PUT.call(this.subject, numbers.next());
	}

	@Benchmark
	public Object bulk(Numbers numbers) {
		return Operation.BULK.call(this.subject, numbers.next());
	}

}
