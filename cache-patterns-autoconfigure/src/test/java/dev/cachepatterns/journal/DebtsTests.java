package dev.cachepatterns.journal;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.journal.Journal.Note;
import dev.cachepatterns.journal.Journal.Outcome;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Debts}.
 */
class DebtsTests {

	private static final Duration INTENT = Duration.ofSeconds(30);

	private static final Region REGION = Region.of("app", "names");

	private final FlakyStore store = new FlakyStore();

	private final ManualScheduler scheduler = new ManualScheduler();

	private final Debts debts = new Debts(this.store.store(), this.scheduler, this.scheduler, INTENT, 2_000);

	@Test
	void everyKeyIsCoveredWhileNothingIsOwed() {
		assertThat(this.debts.covers(key(1))).isTrue();
		assertThat(this.debts.counts()).isEqualTo(new Journal.Counts(0, 0));
	}

	@Test
	void debtIsNotCoveredUntilTheCacheHasAcknowledged() {
		this.store.reach((key) -> false);
		this.debts.owe(Debt.of(key(1)), Outcome.COMMITTED);
		assertThat(this.scheduler.run()).isOne();
		assertThat(this.debts.covers(key(1))).isFalse();
		assertThat(this.debts.covers(key(2))).isTrue();
		assertThat(this.debts.covers(StoreKey.of(Region.of("app", "other"), "1"))).isTrue();
		assertThat(this.debts.counts()).isEqualTo(new Journal.Counts(1, 0));
		this.store.reach((key) -> true);
		this.scheduler.advance(Duration.ofMillis(50));
		assertThat(this.debts.covers(key(1))).isTrue();
		assertThat(this.debts.counts()).isEqualTo(new Journal.Counts(0, 1));
	}

	@Test
	void debtOfACacheCoversNoneOfItsKeys() {
		this.debts.owe(Debt.all(REGION), Outcome.COMMITTED);
		assertThat(this.debts.covers(key(1))).isFalse();
		this.scheduler.run();
		assertThat(this.store.calls()).containsExactly(REGION);
		assertThat(this.debts.covers(key(1))).isTrue();
	}

	@Test
	void pauseBetweenRoundsThatFailIsDoubledUpToASecond() {
		this.store.reach((key) -> false);
		this.debts.owe(Debt.of(key(1)), Outcome.COMMITTED);
		this.scheduler.run();
		for (int millis : new int[] { 50, 100, 200, 400, 800, 1000, 1000 }) {
			assertThat(this.scheduler.advance(Duration.ofMillis(millis - 1))).isZero();
			assertThat(this.scheduler.advance(Duration.ofMillis(1))).isOne();
		}
	}

	@Test
	void roundTriesOneKeyOfABucketThatIsOutAndAllOthers() {
		int bucket = key(1).bucket();
		this.store.reach((key) -> key instanceof StoreKey name && name.bucket() != bucket);
		List<StoreKey> inBucket = IntStream.range(0, 4000)
			.mapToObj(DebtsTests::key)
			.filter((key) -> key.bucket() == bucket)
			.limit(5)
			.toList();
		inBucket.forEach((key) -> this.debts.owe(Debt.of(key), Outcome.COMMITTED));
		StoreKey other = IntStream.range(0, 4000)
			.mapToObj(DebtsTests::key)
			.filter((key) -> key.bucket() != bucket)
			.findFirst()
			.orElseThrow();
		this.debts.owe(Debt.of(other), Outcome.COMMITTED);
		this.scheduler.run();
		assertThat(this.store.calls()).hasSize(2).contains(other);
		assertThat(this.debts.covers(other)).isTrue();
		assertThat(inBucket).noneMatch(this.debts::covers);
	}

	@Test
	void debtMadeDuringItsReplayIsReplayedAgain() {
		this.debts.owe(Debt.of(key(1)), Outcome.COMMITTED);
		this.store.during(() -> {
			this.store.during(() -> {
			});
			this.debts.owe(Debt.of(key(1)), Outcome.COMMITTED);
		});
		this.scheduler.run();
		assertThat(this.debts.covers(key(1))).isFalse();
		this.scheduler.run();
		assertThat(this.debts.covers(key(1))).isTrue();
		assertThat(this.store.calls()).containsExactly(key(1), key(1));
	}

	@Test
	void noteHoldsItsKeysAndIsOwedOnlyWhereItWasNotSettled() {
		Note note = this.debts.note(List.of(Debt.of(key(1)), Debt.of(key(2))), List.of(Debt.of(key(3))));
		assertThat(this.debts.covers(key(1))).isFalse();
		assertThat(this.scheduler.run()).isZero();
		note.settle(Debt.of(key(2)));
		assertThat(this.debts.covers(key(2))).isTrue();
		note.end(Outcome.COMMITTED);
		assertThat(this.debts.covers(key(1))).isFalse();
		this.scheduler.run();
		assertThat(this.store.calls()).containsExactly(key(1));
		assertThat(this.debts.covers(key(1))).isTrue();
	}

	@Test
	void noteThatIsRolledBackOwesNothing() {
		Note note = this.debts.note(List.of(Debt.of(key(1))), List.of());
		note.end(Outcome.ROLLED_BACK);
		assertThat(this.scheduler.run()).isZero();
		assertThat(this.debts.covers(key(1))).isTrue();
	}

	@Test
	void noteOfUnknownOutcomeIsReplayedWhenItCanNoLongerBeCommitted() {
		this.debts.note(List.of(Debt.of(key(1))), List.of()).end(Outcome.UNKNOWN);
		this.scheduler.run();
		this.scheduler.advance(INTENT.minusMillis(1));
		assertThat(this.store.calls()).isEmpty();
		assertThat(this.debts.covers(key(1))).isFalse();
		this.scheduler.advance(Duration.ofMillis(1));
		assertThat(this.store.calls()).containsExactly(key(1));
		assertThat(this.debts.covers(key(1))).isTrue();
	}

	@Test
	void keysBeyondTheLimitBecomeAClearOfTheCacheThatHasMost() {
		this.store.reach((key) -> false);
		StoreKey other = StoreKey.of(Region.of("app", "other"), "1");
		this.debts.owe(Debt.of(other), Outcome.COMMITTED);
		IntStream.range(0, 2_000).forEach((id) -> this.debts.owe(Debt.of(key(id)), Outcome.COMMITTED));
		assertThat(this.debts.counts().waiting()).isEqualTo(2);
		assertThat(this.debts.covers(key(1))).isFalse();
		assertThat(this.debts.covers(key(123_456))).isFalse();
		assertThat(this.debts.covers(other)).isFalse();
		this.store.calls();
		this.store.reach((key) -> true);
		this.scheduler.advance(Duration.ofSeconds(1));
		assertThat(this.store.calls()).containsExactlyInAnyOrder(REGION, other);
		assertThat(this.debts.covers(key(1))).isTrue();
	}

	private static StoreKey key(int id) {
		return StoreKey.of(REGION, String.valueOf(id));
	}

}
