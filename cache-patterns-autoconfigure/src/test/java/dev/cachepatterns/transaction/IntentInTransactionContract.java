package dev.cachepatterns.transaction;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.pattern.Caller;
import dev.cachepatterns.pattern.WriteIntent;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A write of a transaction is announced before the commit.
 */
interface IntentInTransactionContract extends TransactionContract {

	private Slot slot(long id) {
		return context().getBean(CacheStore.class)
			.get(StoreKey.of(Region.of("cache-patterns", "accounts"), String.valueOf(id)))
			.slot();
	}

	/**
	 * Runs a step between the announcement and the commit.
	 */
	private void beforeCommit(long id, Consumer<String> write, Runnable step) {
		context().getBean(Accounts.class).inside(() -> {
			write.accept("new");
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
				@Override
				public void beforeCommit(boolean readOnly) {
					step.run();
				}
			});
		});
	}

	@Test
	default void readersBetweenAnnouncementAndCommitAreNotServedAndStoreNothing() {
		long id = cached().id();
		ExecutorService reader = Executors.newSingleThreadExecutor();
		beforeCommit(id, (owner) -> accounts().update(new Account(id, owner)), () -> {
			assertThat(slot(id)).isInstanceOf(Slot.Intent.class);
			assertThat(CompletableFuture.supplyAsync(() -> accounts().find(id), reader).join().owner())
				.isEqualTo("old");
			assertThat(slot(id)).isInstanceOf(Slot.Intent.class);
			assertThat(cachedOwner(id)).isEqualTo("none");
		});
		reader.shutdown();
		assertThat(slot(id)).isEqualTo(new Slot.Absent());
		assertThat(accounts().find(id).owner()).isEqualTo("new");
	}

	@Test
	default void announcementOfARollBackIsTakenBack() {
		long id = cached().id();
		assertThatIllegalStateException()
			.isThrownBy(() -> beforeCommit(id, (owner) -> accounts().update(new Account(id, owner)), () -> {
				throw new IllegalStateException("Rolled back");
			}));
		assertThat(slot(id)).isEqualTo(new Slot.Absent());
		assertThat(accounts().find(id).owner()).isEqualTo("old");
		assertThat(cachedOwner(id)).isEqualTo("old");
	}

	@Test
	default void writersThatOverlapLeaveNothing() {
		long id = cached().id();
		CacheView writer = cache().used(Caller.ANYONE, cache().prefix());
		WriteIntent other = writer.intend(id);
		accounts().update(new Account(id, "new"));
		assertThat(slot(id)).isInstanceOf(Slot.Intent.class);
		writer.publish(other, new Account(id, "older"));
		assertThat(slot(id)).isEqualTo(new Slot.Absent());
	}

	@Test
	default void writersOneAfterTheOtherLeaveTheLaterValue() {
		long id = cached().id();
		accounts().update(new Account(id, "new"));
		accounts().update(new Account(id, "newer"));
		assertThat(cachedOwner(id)).isEqualTo("newer");
	}

	@Test
	default void severalWritesOfOneKeyAreOneAnnouncement() {
		long id = cached().id();
		beforeCommit(id, (owner) -> {
			accounts().update(new Account(id, owner));
			accounts().close(id);
		}, () -> assertThat(((Slot.Intent) slot(id)).deadlines()).hasSize(1));
		assertThat(slot(id)).isEqualTo(new Slot.Absent());
	}

}
