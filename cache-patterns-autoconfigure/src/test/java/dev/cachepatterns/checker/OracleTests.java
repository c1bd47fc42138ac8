package dev.cachepatterns.checker;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.checker.Event.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Oracle}.
 */
class OracleTests {

	@Test
	void readThatBeganAfterANewerWriteHadReturnedIsStale() {
		assertThat(judged(write(2, 10, 20), hit(1, 21, 30)).stale()).isOne();
	}

	@Test
	void readThatBeganBeforeTheWriteHadReturnedIsNot() {
		assertThat(judged(write(2, 10, 20), hit(1, 19, 30)).stale()).isZero();
	}

	@Test
	void readOfWhatIsNotYetReturnedIsNot() {
		assertThat(judged(write(2, 10, 20), hit(3, 21, 30), write(3, 11, 40)).stale()).isZero();
	}

	@Test
	void writeThatReturnsLateDoesNotHideANewerOne() {
		assertThat(judged(write(3, 10, 20), write(2, 9, 30), hit(2, 31, 32)).stale()).isOne();
	}

	@Test
	void keysAreJudgedApart() {
		assertThat(judged(write(2, 10, 20), new Event(Kind.HIT, Way.FIND, 8, 1, 21, 30)).stale()).isZero();
	}

	@Test
	void rolledBackValueIsSeen() {
		Verdict verdict = judged(hit(Item.ROLLED_BACK + 5, 21, 30));
		assertThat(verdict.rolledBack()).isOne();
		assertThat(verdict.evidence()).hasSize(1);
	}

	@Test
	void overlapIsAWholeCommitBetweenLoadAndFill() {
		Event load = new Event(Kind.LOAD, Way.FIND, 7, 1, 10, 20);
		assertThat(judged(load, commit(11, 19)).overlaps()).isOne();
		assertThat(judged(load, commit(11, 15), commit(16, 19)).overlaps()).isOne();
		assertThat(judged(load, commit(9, 19)).overlaps()).isZero();
		assertThat(judged(load, commit(11, 21)).overlaps()).isZero();
	}

	@Test
	void hitsAreCounted() {
		Verdict verdict = judged(hit(1, 1, 2), hit(1, 1, 2), hit(1, 1, 2), new Event(Kind.MISS, Way.FIND, 7, 1, 1, 2));
		assertThat(verdict.hitRatio()).isEqualTo(0.75);
	}

	private static Verdict judged(Event... events) {
		return Oracle.judged(List.of(events));
	}

	private static Event hit(long version, long begin, long end) {
		return new Event(Kind.HIT, Way.FIND, 7, version, begin, end);
	}

	private static Event write(long version, long begin, long end) {
		return new Event(Kind.WRITE, Way.PUT, 7, version, begin, end);
	}

	private static Event commit(long begin, long end) {
		return new Event(Kind.COMMIT, Way.PUT, 7, 1, begin, end);
	}

}
