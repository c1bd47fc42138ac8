package dev.cachepatterns.pattern;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.codec.JsonCodec;
import dev.cachepatterns.codec.TypeRegistry;
import dev.cachepatterns.journal.FlakyStore;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.testing.UnlimitedLoads;
import dev.cachepatterns.ttl.LoadTimeouts;
import dev.cachepatterns.ttl.TtlPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reads and writes that something comes in between.
 */
class CacheAsideTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final StoreKey key = StoreKey.of(Region.of("", "cache"), "key");

	private final FlakyStore store = new FlakyStore();

	private final AtomicBoolean trusted = new AtomicBoolean(true);

	private final CacheAside cache = cache();

	@Test
	void answerThatIsOlderThanTheReplayOfWhatWasOwedIsNotServed() {
		this.cache.put(this.key, "old", Caller.ANYONE);
		this.trusted.set(false);
		this.store.during(() -> this.trusted.set(true));
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> this.cache.peek(this.key, Caller.ANYONE));
		this.trusted.set(false);
		assertThat(this.cache.peekAsync(this.key, Caller.ANYONE)).isCompletedExceptionally();
	}

	@Test
	void answerThatNobodyKnowsWhetherToBelieveIsThatOfACacheThatIsOut() {
		this.cache.put(this.key, "old", Caller.ANYONE);
		this.store.doubt();
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> this.cache.peek(this.key, Caller.ANYONE))
			.matches((failure) -> !failure.asked());
	}

	@Test
	void answerThatIsOwedSinceItWasAskedForIsNotServed() {
		this.cache.put(this.key, "old", Caller.ANYONE);
		this.store.during(() -> this.trusted.set(false));
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> this.cache.peek(this.key, Caller.ANYONE));
	}

	@Test
	void writeThatBeganWhileTheCacheWasOffLeavesNothingInOneThatIsOn() {
		this.cache.switchTo(Mode.OFF);
		WriteIntent intent = this.cache.intend(this.key, Caller.ANYONE);
		this.cache.switchTo(Mode.ON);
		assertThat(this.cache.putIfAbsent(this.key, "old", Caller.ANYONE)).isNull();
		assertThat(this.cache.peek(this.key, Caller.ANYONE).hit()).isNotNull();
		assertThat(intent.publish("new", Caller.ANYONE)).isFalse();
		assertThat(this.cache.peek(this.key, Caller.ANYONE).hit()).isNull();
	}

	@Test
	void clearThatBeganWhileTheCacheWasOffLeavesNothingInOneThatIsOn() {
		this.cache.switchTo(Mode.OFF);
		Intent intent = this.cache.intendClear(this.key.region());
		this.cache.switchTo(Mode.ON);
		assertThat(this.cache.putIfAbsent(this.key, "old", Caller.ANYONE)).isNull();
		intent.leave();
		assertThat(this.cache.peek(this.key, Caller.ANYONE).hit()).isNull();
	}

	@Test
	void cacheThatIsOnAgainIsClearedByOneCallerAndTheOthersPassBy() {
		this.cache.put(this.key, "old", Caller.ANYONE);
		this.cache.switchTo(Mode.OFF);
		this.cache.switchTo(Mode.ON);
		this.store.calls();
		this.store.during(() -> {
			this.store.during(() -> {
			});
			assertThat(this.cache.peek(this.key, Caller.ANYONE).hit()).isNull();
		});
		assertThat(this.cache.peek(this.key, Caller.ANYONE).hit()).isNull();
		assertThat(this.store.calls()).containsExactly(this.key.region(), this.key);
	}

	@Test
	void clearThatFailsIsRepeatedByTheNextCaller() {
		this.cache.put(this.key, "old", Caller.ANYONE);
		this.cache.switchTo(Mode.OFF);
		this.cache.switchTo(Mode.ON);
		this.store.reach((key) -> false);
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> this.cache.peek(this.key, Caller.ANYONE));
		this.store.reach((key) -> true);
		assertThat(this.cache.peek(this.key, Caller.ANYONE).hit()).isNull();
	}

	@Test
	void writeOfACacheThatIsOffDoesNotReachIt() {
		this.cache.switchTo(Mode.OFF);
		WriteIntent intent = this.cache.intend(this.key, Caller.ANYONE);
		intent.publish("new", Caller.ANYONE);
		intent.leave();
		assertThat(this.store.calls()).isEmpty();
	}

	private CacheAside cache() {
		LongSupplier random = new AtomicLong()::incrementAndGet;
		TypeRegistry types = new TypeRegistry(List.of());
		Storage storage = new Storage(this.store.store(), new EntryCodec(new JsonCodec(types), types), random,
				Runnable::run, Runnable::run, new TimedLoads(Runnable::run, (limit) -> new IllegalStateException()),
				() -> "", Clock.systemUTC(),
				new Timeouts(MINUTE, MINUTE, Duration.ZERO, MINUTE, Duration.ZERO, Duration.ZERO),
				(key) -> this.trusted.get(), UnlimitedLoads.guard());
		return new CacheAside("cache", storage, TtlPolicy.fixed(MINUTE, Duration.ZERO), new CacheStats(),
				Consistency.STRICT, LoadTimeouts.NONE);
	}

}
