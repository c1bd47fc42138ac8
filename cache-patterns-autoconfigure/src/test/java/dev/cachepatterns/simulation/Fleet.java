package dev.cachepatterns.simulation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.Consistency;
import dev.cachepatterns.pattern.Fallback;
import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.pattern.ReadThrough;
import dev.cachepatterns.pattern.Storage;
import dev.cachepatterns.pattern.TimedLoads;
import dev.cachepatterns.pattern.Timeouts;
import dev.cachepatterns.pattern.Trust;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.testing.UnlimitedLoads;
import dev.cachepatterns.ttl.Lifetime;
import dev.cachepatterns.ttl.LoadTimeouts;
import dev.cachepatterns.ttl.TtlPolicy;

/**
 * The cache of each of two JVMs.
 */
final class Fleet {

	static final int JVMS = 2;

	static final Duration TTL = Duration.ofHours(1);

	private final List<CacheAside> caches;

	private final List<ReadThrough> readThroughs;

	Fleet(Common common, Timeouts timeouts, IntFunction<Trust> trusts) {
		this.caches = IntStream.range(0, JVMS)
			.mapToObj((jvm) -> cache(common, jvm, timeouts, trusts.apply(jvm)))
			.toList();
		this.readThroughs = this.caches.stream().map((cache) -> new ReadThrough(cache, new Fallback(cache))).toList();
	}

	private static CacheAside cache(Common common, int jvm, Timeouts timeouts, Trust trust) {
		Storage storage = new Storage(common.stores().apply(jvm), common.codec(), common.random(), common.executor(),
				common.executor(), new TimedLoads(common.executor(), (limit) -> new IllegalStateException()), () -> "",
				common.clock(), timeouts, trust, UnlimitedLoads.guard(Duration.ofMinutes(1)));
		return new CacheAside("rows", storage, common.ttl(), new CacheStats(), Consistency.STRICT, LoadTimeouts.NONE);
	}

	CacheAside cache(int jvm) {
		return this.caches.get(jvm);
	}

	ReadThrough readThrough(int jvm) {
		return this.readThroughs.get(jvm);
	}

	void switchTo(List<Mode> modes) {
		for (int jvm = 0; jvm < modes.size(); jvm++) {
			this.caches.get(jvm).switchTo(modes.get(jvm));
		}
	}

	void switchOn() {
		this.caches.forEach((cache) -> cache.switchTo(Mode.ON));
	}

	/**
	 * What all have in common.
	 *
	 * @param stores the cache, as each JVM has it
	 * @param codec writes values
	 * @param random source of tokens
	 * @param clock the time
	 * @param executor runs steps of callers that do not block
	 * @param ttl how long values live
	 */
	record Common(IntFunction<CacheStore> stores, EntryCodec codec, LongSupplier random, Clock clock, Executor executor,
			TtlPolicy ttl) {

		/**
		 * The same with values that each reader has loaded anew.
		 */
		Common refreshing() {
			Lifetime due = new Lifetime(TTL, Duration.ZERO, TTL, Duration.ZERO, Double.MIN_VALUE);
			return new Common(this.stores, this.codec, this.random, this.clock, this.executor,
					TtlPolicy.fixed(due, due));
		}

	}

}
