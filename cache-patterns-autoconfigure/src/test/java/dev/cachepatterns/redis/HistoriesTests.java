package dev.cachepatterns.redis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Histories}.
 */
class HistoriesTests {

	private final List<Runnable> recoveries = new ArrayList<>();

	private final Histories histories = new Histories(this.recoveries::add);

	@Test
	void nothingCountsBeforeTheFirstAnswer() {
		assertThat(this.histories.current()).isSameAs(Histories.DOUBT);
		this.histories.connected("a");
		assertThat(this.histories.current()).isSameAs(Histories.DOUBT);
		answer("a", primary(1, 0));
		assertThat(this.histories.current()).containsExactly(1);
		assertThat(this.recoveries).isEmpty();
	}

	@Test
	void nothingCountsWhileAConnectionIsNew() {
		known("a", 1);
		this.histories.connected("b");
		assertThat(this.histories.current()).isSameAs(Histories.DOUBT);
		answer("b", primary(2, 0));
		assertThat(this.histories.current()).containsExactlyInAnyOrder(1, 2);
	}

	@Test
	void nothingCountsWithoutAConnection() {
		known("a", 1);
		this.histories.disconnected("a");
		assertThat(this.histories.current()).isSameAs(Histories.DOUBT);
	}

	@Test
	void historyOfAServerThatIsThereAgainCounts() {
		known("a", 1);
		this.histories.disconnected("a");
		known("a", 1);
		assertThat(this.histories.current()).containsExactly(1);
		assertThat(this.recoveries).isEmpty();
	}

	@Test
	void historyOfARestartedServerReplacesTheOldOne() {
		known("a", 1);
		this.histories.disconnected("a");
		known("a", 2);
		recover();
		assertThat(this.histories.current()).containsExactly(2);
	}

	@Test
	void writesAreRepeatedOnASuccessorWhosePredecessorNobodyHasSeen() {
		known("a", 1);
		this.histories.disconnected("a");
		this.histories.connected("a");
		answer("a", primary(3, 2));
		recover();
		assertThat(this.histories.current()).containsExactly(3);
	}

	@Test
	void answerFromBeforeAReconnectDoesNotCount() {
		this.histories.connected("a");
		Object old = this.histories.question("a");
		this.histories.disconnected("a");
		this.histories.connected("a");
		this.histories.answered("a", old, primary(1, 0));
		assertThat(this.histories.current()).isSameAs(Histories.DOUBT);
		this.histories.failed("a", old);
		answer("a", primary(2, 0));
		assertThat(this.histories.current()).containsExactly(2);
	}

	@Test
	void primaryWhosePlaceIsTakenCountsNoMore() {
		known("hanging", 1);
		this.histories.connected("promoted");
		answer("promoted", primary(2, 1));
		recover();
		assertThat(this.histories.current()).containsExactly(2);
		answer("hanging", primary(1, 0));
		assertThat(this.histories.current()).containsExactly(2);
	}

	@Test
	void replicaCountsForNothing() {
		known("primary", 1);
		this.histories.connected("replica");
		answer("replica", new History(false, 2, 0));
		assertThat(this.histories.current()).containsExactly(1);
		answer("primary", new History(false, 2, 0));
		assertThat(this.histories.current()).isSameAs(Histories.DOUBT);
	}

	@Test
	void serverThatDoesNotAnswerCountsNoMoreUntilItDoes() {
		known("a", 1);
		known("b", 2);
		Object question = this.histories.question("a");
		assertThat(this.histories.current()).containsExactlyInAnyOrder(1, 2);
		assertThat(this.histories.question("a")).isNull();
		assertThat(this.histories.current()).containsExactlyInAnyOrder(1, 2);
		this.histories.unanswered("a");
		assertThat(this.histories.current()).containsExactly(2);
		this.histories.answered("a", question, primary(1, 0));
		assertThat(this.histories.current()).containsExactlyInAnyOrder(1, 2);
	}

	@Test
	void answerThatComesAMomentLateCounts() {
		known("a", 1);
		Object question = this.histories.question("a");
		this.histories.question("a");
		this.histories.answered("a", question, primary(1, 0));
		this.histories.unanswered("a");
		assertThat(this.histories.current()).containsExactly(1);
	}

	@Test
	void questionThatFailedIsAskedAgain() {
		known("a", 1);
		this.histories.failed("a", this.histories.question("a"));
		assertThat(this.histories.current()).isSameAs(Histories.DOUBT);
		answer("a", primary(1, 0));
		assertThat(this.histories.current()).containsExactly(1);
	}

	@Test
	void closedConnectionIsForgottenUnlessItIsMadeAgain() {
		known("a", 1);
		known("b", 2);
		this.histories.forget((connection) -> {
			this.histories.connected("b");
			return true;
		});
		assertThat(this.histories.connections()).containsExactly("b");
		assertThat(this.histories.current()).isSameAs(Histories.DOUBT);
	}

	@Test
	void everythingCountsWhereAServerDoesNotTell() {
		this.histories.connected("a");
		answer("a", History.parse(""));
		assertThat(this.histories.current()).isSameAs(Histories.ANY);
		assertThat(this.histories.question("a")).isNull();
		this.histories.connected("b");
		assertThat(this.histories.current()).isSameAs(Histories.DOUBT);
	}

	@Test
	void everythingCountsWhereConnectionsCannotBeTold() {
		this.histories.ignore("Because");
		this.histories.connected("a");
		assertThat(this.histories.current()).isSameAs(Histories.ANY);
	}

	@Test
	void generationsOfOtherHistoriesAndOfNoneDoNotCount() {
		long[] current = { 7, 8 };
		assertThat(Generations.count(current, generation(8))).isTrue();
		assertThat(Generations.count(current, generation(9))).isFalse();
		assertThat(Generations.count(current, new byte[10])).isFalse();
		assertThat(Generations.count(current, null)).isTrue();
		assertThat(Generations.count(current, new byte[19])).isTrue();
		assertThat(Generations.count(Histories.ANY, new byte[10])).isTrue();
		assertThat(Generations.count(Histories.DOUBT, generation(0))).isFalse();
	}

	@Test
	void parseReadsWhatRedisSays() {
		String info = """
				# Replication\r
				role:master\r
				master_replid:92afd202d2a957238c23606ebba76c4d9c4d67b2\r
				master_replid2:0000000000000001000000000000000000000000\r
				""";
		assertThat(History.parse(info)).isEqualTo(new History(true, 0x92afd202d2a95723L, 1));
		assertThat(History.parse(info.replace("master\r", "slave\r")).primary()).isFalse();
		assertThat(History.parse("role:master\r\n").told()).isFalse();
	}

	private void known(String connection, long history) {
		this.histories.connected(connection);
		answer(connection, primary(history, 0));
	}

	private void answer(String connection, History history) {
		this.histories.answered(connection, this.histories.question(connection), history);
	}

	private void recover() {
		assertThat(this.histories.current()).isSameAs(Histories.DOUBT);
		assertThat(this.recoveries).hasSize(1);
		this.recoveries.forEach(Runnable::run);
	}

	private static History primary(long id, long previous) {
		return new History(true, id, previous);
	}

	private static byte[] generation(long history) {
		return ByteBuffer.allocate(18).putLong(10, history).array();
	}

}
