package dev.cachepatterns.integration.jpa;

import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.cachepatterns.store.Slot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Evictions by what listens to a transaction.
 */
interface ListenerContract extends JpaFixture {

	@Test
	default void evictionByAListenerOfTheCommitIsMade() {
		for (boolean before : new boolean[] { true, false }) {
			long id = cachedTown();
			towns().inside(() -> {
				database().sql("update town set name = 'new' where id = ?").param(id).update();
				listen(before, () -> {
					towns().changed(id);
					towns().allChanged();
				});
			});
			assertThat(isCached("towns", id)).isFalse();
			assertThat(read(id)).isEqualTo("new");
			assertThat(towns().name(id)).isEqualTo("new");
		}
	}

	@Test
	default void evictionByAListenerAfterOtherWritesIsMade() {
		for (boolean before : new boolean[] { true, false }) {
			long other = cachedTown();
			long id = cachedTown();
			towns().inside(() -> {
				towns().rename(other, "new");
				database().sql("update town set name = 'new' where id = ?").param(id).update();
				listen(before, () -> {
					towns().changed(id);
					towns().allChanged();
				});
			});
			assertThat(isCached("towns", id)).isFalse();
			assertThat(read(id)).isEqualTo("new");
			assertThat(towns().name(id)).isEqualTo("new");
		}
	}

	private static void listen(boolean before, Runnable listener) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				if (before) {
					listener.run();
				}
			}

			@Override
			public void afterCommit() {
				if (!before) {
					listener.run();
				}
			}

		});
	}

	@Test
	default void evictionByAListenerOfTheFlushIsAnnouncedBeforeTheCommit() {
		long other = cachedTown();
		long id = cachedTown();
		Slot[] atFlush = new Slot[1];
		Town.beforeUpdate = () -> {
			towns().changed(id);
			atFlush[0] = slot(id);
		};
		try {
			towns().rename(other, "new");
		}
		finally {
			Town.beforeUpdate = () -> {
			};
		}
		assertThat(atFlush).hasOnlyElementsOfType(Slot.Intent.class);
		assertThat(slot(id)).isEqualTo(new Slot.Absent());
	}

}
