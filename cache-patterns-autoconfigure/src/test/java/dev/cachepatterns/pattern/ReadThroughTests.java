package dev.cachepatterns.pattern;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.codec.JsonCodec;
import dev.cachepatterns.codec.TypeRegistry;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.MemoryStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.testing.NoReadFailures;
import dev.cachepatterns.testing.UnlimitedLoads;
import dev.cachepatterns.ttl.LoadTimeouts;
import dev.cachepatterns.ttl.TtlPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Loads that others have joined.
 */
class ReadThroughTests {

	private final AtomicBoolean full = new AtomicBoolean();

	private final LongSupplier random = new AtomicLong()::incrementAndGet;

	private final CacheStore store = MemoryStore.create(100_000, Clock.systemUTC(), this.random, (cache) -> {
	});

	private final StoreKey key = StoreKey.of(Region.of("", "cache"), "key");

	@Test
	void callerThatHasJoinedLoadsItselfWhenTheExecutorIsFull() {
		ReadThrough cache = cache();
		CompletableFuture<Object> loading = new CompletableFuture<>();
		CompletableFuture<Object> first = get(cache, loading);
		CompletableFuture<Object> joined = get(cache, CompletableFuture.completedFuture("own"));
		assertThat(joined).isNotDone();
		this.full.set(true);
		loading.complete("loaded");
		assertThat(first).isCompletedExceptionally();
		assertThat(joined).isCompletedWithValue("own");
	}

	@Test
	void callerThatWaitsForAnotherJvmFailsWhenTheExecutorIsFull() {
		CompletableFuture<Object> first = get(cache(), new CompletableFuture<>());
		CompletableFuture<Object> waiting = get(cache(), CompletableFuture.completedFuture("own"));
		this.full.set(true);
		assertThat(waiting).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withCauseInstanceOf(RejectedExecutionException.class);
		assertThat(first).isNotDone();
	}

	@Test
	void turnInAnOutageIsGivenBackWhenTheExecutorIsFull() {
		AtomicInteger loading = new AtomicInteger();
		LoadGuard guard = new LoadGuard(new LoadLimiter() {

			@Override
			public CompletableFuture<Void> acquire(Duration atMost) {
				loading.incrementAndGet();
				return CompletableFuture.completedFuture(null);
			}

			@Override
			public void release() {
				loading.decrementAndGet();
			}

		}, Duration.ZERO, Duration.ofMinutes(1));
		Fallback fallback = new Fallback(aside(guard));
		Read read = fallback.readAsync(this.key, Expected.ANYTHING, true).join();
		assertThat(loading).hasValue(1);
		fallback.release(read);
		this.full.set(true);
		assertThat(fallback.readAsync(this.key, Expected.ANYTHING, true)).isCompletedExceptionally();
		assertThat(loading).hasValue(0);
	}

	private CompletableFuture<Object> get(ReadThrough cache, CompletableFuture<Object> load) {
		return cache.getAsync(this.key, Caller.ANYONE, () -> load, new NoReadFailures());
	}

	private ReadThrough cache() {
		CacheAside cache = aside(UnlimitedLoads.guard());
		return new ReadThrough(cache, new Fallback(cache));
	}

	private CacheAside aside(LoadGuard guard) {
		Executor executor = (step) -> {
			if (this.full.get()) {
				throw new RejectedExecutionException();
			}
			step.run();
		};
		TypeRegistry types = new TypeRegistry(List.of());
		Storage storage = new Storage(this.store, new EntryCodec(new JsonCodec(types), types), this.random, executor,
				executor, new TimedLoads(executor, (limit) -> new IllegalStateException()), () -> "", Clock.systemUTC(),
				new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1),
						Duration.ZERO, Duration.ZERO),
				Trust.always(), guard);
		return new CacheAside("cache", storage, TtlPolicy.fixed(Duration.ofMinutes(1), Duration.ZERO), new CacheStats(),
				Consistency.STRICT, LoadTimeouts.NONE);
	}

}
