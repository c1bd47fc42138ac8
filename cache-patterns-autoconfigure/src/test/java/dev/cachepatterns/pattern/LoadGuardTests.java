package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who loads, who waits and who joins while the cache is out.
 */
class LoadGuardTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final byte[] VALUE = { 1 };

	private final Permits permits = new Permits();

	private final LoadGuard guard = new LoadGuard(this.permits, LONG, LONG);

	@Test
	void loadBeginsWithItsPermitAndGivesItBack() {
		CompletableFuture<Turn> own = this.guard.enter("a", null);
		assertThat(own).isNotDone();
		this.permits.grant();
		own.join().end(null);
		assertThat(this.permits.free).isEqualTo(1);
	}

	@Test
	void equalLoadThatWaitsIsJoined() {
		CompletableFuture<Turn> own = this.guard.enter("a", null);
		CompletableFuture<Turn> joined = this.guard.enter("a", null);
		CompletableFuture<Turn> other = this.guard.enter("b", null);
		this.permits.grant();
		assertThat(own).isCompleted();
		assertThat(joined).isNotDone();
		assertThat(other).isNotDone();
		assertThat(own.join().shared()).isTrue();
		own.join().end(VALUE);
		assertThat(joined.join().payload()).isSameAs(VALUE);
		assertThat(this.permits.waiting).hasSize(1);
	}

	@Test
	void loadThatHasBegunIsNotJoinedButAwaited() {
		CompletableFuture<Turn> first = this.guard.enter("a", null);
		this.permits.grant();
		CompletableFuture<Turn> second = this.guard.enter("a", null);
		CompletableFuture<Turn> third = this.guard.enter("a", null);
		assertThat(this.permits.waiting).isEmpty();
		assertThat(first.join().shared()).isFalse();
		first.join().end(VALUE);
		assertThat(second).isNotDone();
		this.permits.grant();
		assertThat(second.join().ended()).isFalse();
		assertThat(third).isNotDone();
		second.join().end(null);
		assertThat(third.join().payload()).isNull();
	}

	@Test
	void slowEqualLoadIsNotAwaitedForLongerThanTheWait() {
		LoadGuard impatient = new LoadGuard(this.permits, Duration.ofMillis(50), LONG);
		impatient.enter("a", null);
		this.permits.grant();
		CompletableFuture<Turn> second = impatient.enter("a", null);
		assertThat(second).isNotDone();
		Awaitility.await().until(() -> !this.permits.waiting.isEmpty());
		this.permits.grant();
		assertThat(second).isCompleted();
	}

	@Test
	void refusalIsAlsoThatOfThoseWhoHaveJoined() {
		CompletableFuture<Turn> own = this.guard.enter("a", null);
		CompletableFuture<Turn> joined = this.guard.enter("a", null);
		this.permits.waiting.remove().completeExceptionally(new IllegalStateException());
		assertThat(own).isCompletedExceptionally();
		assertThat(joined).isCompletedExceptionally();
		this.guard.enter("a", null);
		assertThat(this.permits.waiting).hasSize(1);
	}

	@Test
	void loadThatNeverEndsGivesItsPlaceBackOnce() {
		LoadGuard strict = new LoadGuard(this.permits, LONG, Duration.ofMillis(50));
		CompletableFuture<Turn> own = strict.enter("a", Thread.currentThread());
		this.permits.grant();
		assertThat(strict.loads(Thread.currentThread())).isTrue();
		Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> this.permits.free == 1);
		assertThat(strict.loads(Thread.currentThread())).isFalse();
		own.join().end(VALUE);
		assertThat(this.permits.free).isEqualTo(1);
	}

	@Test
	void loadThatIsAloneIsNeitherJoinedNorWaitsForAnother() {
		this.guard.enter("a", null);
		this.permits.grant();
		CompletableFuture<Turn> alone = this.guard.enterAlone(null);
		this.permits.grant();
		assertThat(alone).isCompleted();
	}

	/**
	 * Permits that a test hands out.
	 */
	private static final class Permits implements LoadLimiter {

		private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();

		private volatile int free;

		void grant() {
			this.waiting.remove().complete(null);
		}

		@Override
		public CompletableFuture<Void> acquire(Duration atMost) {
			CompletableFuture<Void> permit = new CompletableFuture<>();
			this.waiting.add(permit);
			return permit;
		}

		@Override
		public void release() {
			this.free++;
		}

	}

}
