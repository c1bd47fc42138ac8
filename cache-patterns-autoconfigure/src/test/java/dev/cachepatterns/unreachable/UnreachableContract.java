package dev.cachepatterns.unreachable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.cache.CacheUnreachableException;
import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.unreachable.NamesApplication.Commits;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Writes of an instance that cannot reach the cache, and what another one serves that
 * can.
 */
interface UnreachableContract extends UnreachableFixture {

	String JDBC = "cache-patterns.consistency.journal=jdbc";

	private void staleNoLongerThanTheBound(Consumer<Pair> write) {
		with((pair) -> {
			pair.way().cut();
			write.accept(pair);
			assertThat(pair.staleFor()).isLessThanOrEqualTo(BOUND);
			assertThat(pair.writer().find(pair.id())).isEqualTo("new");
			pair.way().mend();
			Awaitility.await().until(() -> pair.rows() == 0);
			pair.warm("new");
		}, JDBC);
	}

	@Test
	default void writeInATransactionIsStaleNoLongerThanTheBound() {
		staleNoLongerThanTheBound((pair) -> pair.writer().rename(pair.id(), "new", () -> {
		}));
	}

	@Test
	default void writeOutsideOfATransactionIsStaleNoLongerThanTheBound() {
		staleNoLongerThanTheBound((pair) -> pair.writer().renameOutside(pair.id(), "new"));
	}

	@Test
	default void writeOfAFutureIsStaleNoLongerThanTheBound() {
		staleNoLongerThanTheBound((pair) -> assertThat(pair.writer().renameLater(pair.id(), "new"))
			.succeedsWithin(TIMEOUT.multipliedBy(5)));
	}

	@Test
	default void clearIsStaleNoLongerThanTheBound() {
		staleNoLongerThanTheBound((pair) -> pair.writer().renameAll("new"));
	}

	@Test
	default void cacheThatHangsHoldsTheConnectionForOneTimeout() {
		with((pair) -> {
			pair.way().hang();
			TransactionTemplate transaction = new TransactionTemplate(pair.cut().getBean(Commits.class));
			long began = System.nanoTime();
			transaction.executeWithoutResult((status) -> {
				for (int i = 0; i < 5; i++) {
					pair.writer().rename(pair.id() + i, "new", () -> {
					});
				}
			});
			Duration took = Duration.ofNanos(System.nanoTime() - began);
			System.out.printf("Unreachable: a transaction of 5 keys took %d ms with a timeout of %d ms%n",
					took.toMillis(), TIMEOUT.toMillis());
			assertThat(took).isGreaterThan(TIMEOUT.dividedBy(2)).isLessThan(TIMEOUT.multipliedBy(2));
			assertThat(pair.rows()).isEqualTo(5);
			pair.way().cut();
			pair.way().mend();
			Awaitility.await().until(() -> pair.rows() == 0);
		}, JDBC);
	}

	@Test
	default void writeWithoutJournalIsRetriedFromMemory() {
		with((pair) -> {
			pair.way().cut();
			pair.writer().rename(pair.id(), "new", () -> {
			});
			assertThat(pair.writer().find(pair.id())).isEqualTo("new");
			assertThat(pair.reader().find(pair.id())).isEqualTo("old");
			pair.way().mend();
			pair.warm("new");
			assertThat(pair.cut().getBean(Journal.class).counts().replayed()).isPositive();
		});
	}

	@Test
	default void writeWhoseAnnouncementWasEvictedIsStaleNoLongerThanTheBoundWhenItsEndFails() {
		with((pair) -> {
			StoreKey key = StoreKey.of(Region.of("cache-patterns", "names"), String.valueOf(pair.id()));
			pair.writer()
				.rename(pair.id(), "new",
						() -> synchronize(Ordered.HIGHEST_PRECEDENCE, new TransactionSynchronization() {
							@Override
							public void beforeCompletion() {
								assertThat(pair.other().getBean(CacheStore.class).delete(key)).isTrue();
								// On another thread, which has no part in this
								// transaction
								Awaitility.await().untilAsserted(() -> {
									assertThat(pair.reader().find(pair.id())).isEqualTo("old");
									loads(pair, 0);
								});
								pair.way().cut();
							}
						}));
			assertThat(pair.staleFor()).isLessThanOrEqualTo(BOUND);
			pair.way().mend();
			pair.warm("new");
		}, JDBC);
	}

	@Test
	default void rollBackLeavesNothingInTheJournal() {
		with((pair) -> {
			pair.way().cut();
			assertThatIllegalStateException().isThrownBy(() -> pair.writer().rename(pair.id(), "new", () -> {
				throw new IllegalStateException("Rolled back");
			}));
			assertThatIllegalStateException().isThrownBy(() -> pair.writer()
				.rename(pair.id(), "new",
						() -> synchronize(Ordered.LOWEST_PRECEDENCE, new TransactionSynchronization() {
							@Override
							public void beforeCommit(boolean readOnly) {
								throw new IllegalStateException("Rolled back after the announcement");
							}
						})));
			assertThat(pair.rows()).isZero();
			pair.way().mend();
			pair.warm("old");
		}, JDBC);
	}

	@Test
	default void writeIsRefusedAndNothingIsWritten() {
		with((pair) -> {
			pair.way().cut();
			assertThatExceptionOfType(CacheUnreachableException.class)
				.isThrownBy(() -> pair.writer().rename(pair.id(), "new", () -> {
				}))
				.withMessageContaining("cache 'names'")
				.withMessageContaining("on-unreachable");
			assertThatExceptionOfType(CacheUnreachableException.class)
				.isThrownBy(() -> pair.writer().renameOutside(pair.id(), "new"));
			assertThatExceptionOfType(CacheUnreachableException.class).isThrownBy(() -> pair.writer().renameAll("new"));
			assertThat(pair.writer().renameLater(pair.id(), "new")).failsWithin(TIMEOUT.multipliedBy(3))
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(CacheUnreachableException.class);
			assertThat(pair.writer().stored(pair.id())).isEqualTo("old");
			pair.way().mend();
			pair.warm("old");
			pair.writer().rename(pair.id(), "new", () -> {
			});
			assertThat(pair.reader().find(pair.id())).isEqualTo("new");
		}, "cache-patterns.consistency.on-unreachable=reject");
	}

	@Test
	default void instanceThatCannotPollServesNoHits() {
		with((pair) -> {
			JdbcClient database = pair.cut().getBean(JdbcClient.class);
			database.sql("alter table cache_patterns_journal rename to away").update();
			long since = System.nanoTime();
			try {
				Awaitility.await().pollInterval(Duration.ofMillis(5)).untilAsserted(() -> loads(pair, 1));
				Duration took = Duration.ofNanos(System.nanoTime() - since);
				System.out.printf("Unreachable: no hits %d ms after the journal could not be read%n", took.toMillis());
				assertThat(took).isLessThan(BOUND.multipliedBy(3));
			}
			finally {
				database.sql("alter table away rename to cache_patterns_journal").update();
			}
			pair.warm("old");
		}, JDBC);
	}

	private static void loads(Pair pair, int expected) {
		int loads = pair.reader().loads();
		pair.reader().find(pair.id());
		assertThat(pair.reader().loads() - loads).isEqualTo(expected);
	}

	@Test
	default void everyWriteHasARowUntilTheCacheHasAcknowledgedItsEnd() {
		with((pair) -> {
			int[] rows = new int[2];
			pair.writer()
				.rename(pair.id(), "new",
						() -> synchronize(Ordered.HIGHEST_PRECEDENCE, new TransactionSynchronization() {
							@Override
							public void beforeCommit(boolean readOnly) {
								rows[0] = pair.rows();
							}

							@Override
							public void beforeCompletion() {
								rows[1] = pair.rows();
							}
						}));
			assertThat(rows).containsExactly(0, 1);
			Awaitility.await().until(() -> pair.rows() == 0);
			pair.warm("new");
			assertThat(pair.other().getBean(Journal.class).counts().replayed()).isZero();
		}, JDBC, "cache-patterns.consistency.journal-writes=all");
	}

	@Test
	default void writerThatDiedBetweenCommitAndEndIsMadeGoodByOthers() {
		with((pair) -> {
			Debt debt = Debt.of(StoreKey.of(Region.of("cache-patterns", "names"), String.valueOf(pair.id())));
			new TransactionTemplate(pair.cut().getBean(Commits.class)).executeWithoutResult((status) -> {
				pair.cut()
					.getBean(JdbcClient.class)
					.sql("update person set name = 'new' where id = ?")
					.param(pair.id())
					.update();
				pair.cut().getBean(Journal.class).note(List.of(), List.of(debt));
			});
			assertThat(pair.rows()).isOne();
			pair.cut().close();
			Awaitility.await()
				.atMost(BOUND)
				.pollInterval(Duration.ofMillis(5))
				.until(() -> pair.reader().find(pair.id()).equals("new"));
			Awaitility.await().until(() -> pair.other().getBean(Journal.class).counts().replayed() == 1);
		}, JDBC, "cache-patterns.consistency.journal-writes=all", "cache-patterns.consistency.intent-timeout=1s");
	}

	@Test
	default void commitOfUnknownOutcomeIsOwed() {
		with((pair) -> {
			pair.cut().getBean(Commits.class).loseTheNextAnswer();
			assertThatExceptionOfType(TransactionSystemException.class)
				.isThrownBy(() -> pair.writer().rename(pair.id(), "new", () -> {
				}));
			assertThat(pair.reader().find(pair.id())).isEqualTo("new");
			Awaitility.await().until(() -> pair.rows() == 1);
			Awaitility.await().until(() -> pair.rows() == 0);
			pair.warm("new");
		}, JDBC, "cache-patterns.consistency.intent-timeout=1s");
	}

	private static void synchronize(int order, TransactionSynchronization synchronization) {
		TransactionSynchronizationManager.registerSynchronization(new OrderedSynchronization(order, synchronization));
	}

	/**
	 * A synchronization with an order.
	 */
	record OrderedSynchronization(int order, TransactionSynchronization target) implements TransactionSynchronization {

		@Override
		public int getOrder() {
			return this.order;
		}

		@Override
		public void beforeCommit(boolean readOnly) {
			this.target.beforeCommit(readOnly);
		}

		@Override
		public void beforeCompletion() {
			this.target.beforeCompletion();
		}

	}

}
