package dev.cachepatterns.journal.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.journal.FlakyStore;
import dev.cachepatterns.journal.Journal.Note;
import dev.cachepatterns.journal.Journal.Outcome;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The journal of two instances in one database.
 */
interface JournalContract extends JournalFixture {

	@BeforeEach
	default void empty() {
		JdbcClient.create(pool()).sql("delete from cache_patterns_journal").update();
	}

	private Note inTransaction(Instance writer, int id) {
		return transactions().execute((status) -> writer.journal().note(List.of(debt(id)), List.of()));
	}

	private static Debt debt(int id) {
		return Debt.of(JournalFixture.key(id));
	}

	@Test
	default void nothingIsCoveredBeforeTheFirstPollNorAfterTheBound() {
		Instance instance = instance(new FlakyStore());
		assertThat(instance.covers(1)).isFalse();
		instance.poll();
		assertThat(instance.covers(1)).isTrue();
		instance.scheduler().advance(BOUND);
		assertThat(instance.covers(1)).isTrue();
		instance.scheduler().advance(Duration.ofNanos(1));
		assertThat(instance.covers(1)).isFalse();
	}

	@Test
	default void committedDebtIsSeenByAllReplayedByOneAndGone() {
		FlakyStore store = new FlakyStore();
		Instance writer = instance(store).poll();
		Instance other = instance(store).poll();
		Note note = inTransaction(writer, 1);
		assertThat(writer.covers(1)).isFalse();
		assertThat(other.covers(1)).isTrue();
		note.end(Outcome.COMMITTED);
		store.reach((key) -> false);
		other.poll().replay();
		writer.poll();
		assertThat(List.of(writer, other)).noneMatch((instance) -> instance.covers(1))
			.allMatch((instance) -> instance.covers(2));
		assertThat(store.calls()).containsExactly(JournalFixture.key(1));
		assertThat(rows()).isOne();
		store.reach((key) -> true);
		other.scheduler().advance(Duration.ofMillis(50));
		other.poll().replay();
		other.poll();
		assertThat(other.covers(1)).isTrue();
		assertThat(rows()).isZero();
		assertThat(writer.covers(1)).isFalse();
		assertThat(writer.poll().covers(1)).isTrue();
		assertThat(other.journal().counts().replayed()).isOne();
	}

	@Test
	default void debtOfACacheIsAClearOnAllInstances() {
		FlakyStore store = new FlakyStore();
		Instance writer = instance(store).poll();
		Instance other = instance(store).poll();
		transactions().execute((status) -> writer.journal().note(List.of(Debt.all(REGION)), List.of()))
			.end(Outcome.COMMITTED);
		assertThat(other.poll().covers(7)).isFalse();
		other.replay();
		assertThat(store.calls()).containsExactly(REGION);
		assertThat(other.poll().covers(7)).isTrue();
	}

	@Test
	default void rollBackLeavesNoRowAndNoDoubt() {
		Instance writer = instance(new FlakyStore()).poll();
		Note note = transactions().execute((status) -> {
			status.setRollbackOnly();
			return writer.journal().note(List.of(debt(1)), List.of());
		});
		assertThat(rows()).isZero();
		assertThat(writer.covers(1)).isFalse();
		note.end(Outcome.ROLLED_BACK);
		assertThat(writer.covers(1)).isTrue();
	}

	@Test
	default void debtOutsideOfATransactionIsSeenBeforeTheWriteAndReplayedAfterIt() {
		FlakyStore store = new FlakyStore();
		Instance writer = instance(store).poll();
		Instance other = instance(store).poll();
		Note note = writer.journal().note(List.of(debt(1)), List.of());
		assertThat(rows()).isOne();
		other.poll().replay();
		assertThat(other.covers(1)).isFalse();
		assertThat(store.calls()).isEmpty();
		note.end(Outcome.COMMITTED);
		writer.poll();
		assertThat(writer.covers(1)).isFalse();
		other.poll().replay();
		assertThat(store.calls()).containsExactly(JournalFixture.key(1));
		other.poll();
		assertThat(rows()).isZero();
	}

	@Test
	default void debtOfAWriterThatDiedIsReplayedAfterItsTime() {
		FlakyStore store = new FlakyStore();
		instance(store).journal().note(List.of(debt(1)), List.of());
		Instance other = instance(store);
		Awaitility.await().pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
			other.poll().replay();
			assertThat(other.poll().covers(1)).isTrue();
		});
		assertThat(store.calls()).containsExactly(JournalFixture.key(1));
		assertThat(rows()).isZero();
	}

	@Test
	default void announcedKeyIsNotedOnlyInTheModeOfAllWritesAndDeletedOnceSettled() {
		FlakyStore store = new FlakyStore();
		Instance some = instance(store).poll();
		transactions().execute((status) -> some.journal().note(List.of(), List.of(debt(1))));
		assertThat(rows()).isZero();
		Instance writer = instance(store, true).poll();
		Instance other = instance(store, true).poll();
		Note note = transactions().execute((status) -> writer.journal().note(List.of(), List.of(debt(1))));
		assertThat(rows()).isOne();
		assertThat(other.poll().covers(1)).isFalse();
		note.settle(debt(1));
		note.end(Outcome.COMMITTED);
		assertThat(writer.covers(1)).isTrue();
		assertThat(writer.poll().covers(1)).isTrue();
		assertThat(rows()).isZero();
		assertThat(other.poll().covers(1)).isTrue();
		other.replay();
		assertThat(store.calls()).isEmpty();
	}

	@Test
	default void writeOfWhichTheCacheWasNotToldWaitsForTheBoundOnlyInTheModeOfAllWrites() {
		Instance some = instance(new FlakyStore());
		inTransaction(some, 1).awaitSeen();
		assertThat(some.pauses()).isEmpty();
		Instance all = instance(new FlakyStore(), true);
		inTransaction(all, 1).awaitSeen();
		assertThat(all.pauses()).containsExactly(BOUND);
	}

	@Test
	default void writeThatWasAnnouncedWaitsForTheBoundIfItsEndIsNotAcknowledged() {
		Instance all = instance(new FlakyStore(), true);
		Note told = transactions().execute((status) -> all.journal().note(List.of(), List.of(debt(1))));
		told.settle(debt(1));
		told.awaitSeen();
		assertThat(all.pauses()).isEmpty();
		Note untold = transactions().execute((status) -> all.journal().note(List.of(), List.of(debt(1))));
		untold.awaitSeen();
		assertThat(all.pauses()).containsExactly(BOUND);
	}

	@Test
	default void commitOfUnknownOutcomeIsNotTrustedUntilItsTimeIsOver() {
		FlakyStore store = new FlakyStore();
		Instance writer = instance(store).poll();
		Instance other = instance(store).poll();
		writer.journal().owe(debt(1), Outcome.UNKNOWN);
		assertThat(writer.covers(1)).isFalse();
		writer.poll();
		other.poll().replay();
		assertThat(store.calls()).isEmpty();
		assertThat(List.of(writer, other)).noneMatch((instance) -> instance.covers(1));
		Awaitility.await().pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
			other.poll().replay();
			assertThat(other.poll().covers(1)).isTrue();
		});
		assertThat(store.calls()).containsExactly(JournalFixture.key(1));
	}

	@Test
	default void debtOfAWriteThatHasEndedIsInsertedByTheNextPoll() {
		Instance writer = instance(new FlakyStore()).poll();
		writer.journal().owe(debt(1), Outcome.COMMITTED);
		assertThat(writer.covers(1)).isFalse();
		assertThat(writer.poll().covers(1)).isFalse();
		assertThat(rows()).isOne();
		writer.replay();
		assertThat(writer.poll().covers(1)).isTrue();
	}

	@Test
	default void rowsOfAnotherApplicationAreLeftAlone() {
		JdbcClient.create(pool())
			.sql("insert into cache_patterns_journal values ('other', 1, 'p', 'c', null, current_timestamp)")
			.update();
		FlakyStore store = new FlakyStore();
		Instance instance = instance(store).poll();
		instance.replay();
		assertThat(store.calls()).isEmpty();
		assertThat(instance.poll().covers(1)).isTrue();
		assertThat(rows()).isOne();
	}

	@Test
	default void manyKeysOfOneTransactionAreOneRow() {
		Instance writer = instance(new FlakyStore()).poll();
		List<Debt> many = IntStream.range(0, 1_001).mapToObj(JournalContract::debt).toList();
		transactions().execute((status) -> writer.journal().note(many, List.of())).end(Outcome.COMMITTED);
		assertThat(rows()).isOne();
		assertThat(writer.poll().covers(123_456)).isFalse();
	}

	@Test
	default void nothingIsTrustedWhileThereAreMoreRowsThanAPollReads() {
		new JdbcTemplate(pool()).batchUpdate(
				"insert into cache_patterns_journal values ('app', ?, 'p', 'c', null, current_timestamp + interval '1' hour)",
				IntStream.rangeClosed(1, 10_100).mapToObj((id) -> new Object[] { id }).toList());
		assertThat(rows()).isEqualTo(10_100);
		Instance instance = instance(new FlakyStore()).poll();
		assertThat(instance.covers(1)).isFalse();
		JdbcClient.create(pool()).sql("delete from cache_patterns_journal where id > 10000").update();
		assertThat(instance.poll().covers(1)).isTrue();
	}

	@Test
	default void pollThatFailedIsMadeGoodOnANewConnection() {
		Instance writer = instance(new FlakyStore()).poll();
		JdbcClient database = JdbcClient.create(pool());
		writer.journal().owe(debt(1), Outcome.COMMITTED);
		database.sql("alter table cache_patterns_journal rename to away").update();
		assertThatException().isThrownBy(writer::poll);
		assertThat(writer.covers(1)).isFalse();
		database.sql("alter table away rename to cache_patterns_journal").update();
		writer.poll();
		assertThat(rows()).isOne();
		assertThat(writer.covers(1)).isFalse();
		assertThat(writer.covers(2)).isTrue();
	}

}
