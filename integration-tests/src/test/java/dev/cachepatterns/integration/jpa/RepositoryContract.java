package dev.cachepatterns.integration.jpa;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import dev.cachepatterns.store.Slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Annotated methods of a repository and of a service above it.
 */
interface RepositoryContract extends JpaFixture {

	@Test
	default void repositoryReadsAreCachedAndItsWritesSeen() {
		long id = cachedTown();
		database().sql("update town set name = 'unseen' where id = ?").param(id).update();
		assertThat(read(id)).isEqualTo("old");
		repository().rename(id, "renamed");
		assertThat(read(id)).isEqualTo("renamed");
		Town town = repository().findById(id).orElseThrow();
		town.rename("saved");
		repository().save(town);
		assertThat(isCached("towns", id)).isTrue();
		assertThat(read(id)).isEqualTo("saved");
		assertThat(stored(id)).isEqualTo("saved");
		repository().deleteById(id);
		assertThat(repository().findById(id)).isEmpty();
	}

	@Test
	default void rollBackOfARepositoryWriteIsNeverSeen() {
		long id = cachedTown();
		transaction().executeWithoutResult((status) -> {
			repository().rename(id, "new");
			repository().renameThrough(id, "newer");
			assertThat(read(id)).isEqualTo("newer");
			assertThat(JpaFixture.elsewhere(() -> read(id))).isEqualTo("old");
			status.setRollbackOnly();
		});
		assertThat(read(id)).isEqualTo("old");
		assertThat(towns().name(id)).isEqualTo("old");
	}

	@Test
	default void transactionalRepositoryMethodInATransactionTemplateLeavesNothingOfItsOwn() {
		long id = cachedTown();
		transaction().executeWithoutResult((status) -> {
			repository().renameThrough(id, "new");
			database().sql("update town set name = 'newer' where id = ?").param(id).update();
		});
		assertThat(towns().name(id)).isEqualTo("newer");
	}

	@Test
	default void transactionalRepositoryMethodInATransactionalServiceLeavesNothingOfItsOwn() {
		long id = cachedTown();
		towns().inside(() -> {
			repository().renameThrough(id, "new");
			database().sql("update town set name = 'newer' where id = ?").param(id).update();
		});
		assertThat(towns().name(id)).isEqualTo("newer");
	}

	@Test
	default void bothLayersWriteInOneTransaction() {
		long id = cachedTown();
		towns().inside(() -> {
			towns().rename(id, "new");
			repository().renameThrough(id, "newer");
			assertThat(JpaFixture.elsewhere(() -> towns().name(id))).isEqualTo("old");
		});
		assertThat(towns().name(id)).isEqualTo("newer");
		assertThat(read(id)).isEqualTo("newer");
	}

	@Test
	default void independentWriteStaysWhenTheOuterTransactionRollsBack() {
		long outer = cachedTown();
		long inner = cachedTown();
		transaction().executeWithoutResult((status) -> {
			repository().rename(outer, "new");
			repository().renameIndependently(inner, "new");
			assertThat(JpaFixture.elsewhere(() -> read(inner))).isEqualTo("new");
			status.setRollbackOnly();
		});
		assertThat(read(outer)).isEqualTo("old");
		assertThat(read(inner)).isEqualTo("new");
	}

	@Test
	default void independentWriteIsSeenThoughTheOuterTransactionGoesOn() {
		long id = cachedTown();
		transaction().executeWithoutResult((status) -> {
			repository().renameIndependently(id, "new");
			assertThat(slot(id)).isNotInstanceOf(Slot.Intent.class);
			assertThat(JpaFixture.elsewhere(() -> read(id))).isEqualTo("new");
		});
		assertThat(isCached("towns", id)).isTrue();
	}

	@Test
	default void writerReadsWhatItHasWritten() {
		long id = cachedTown();
		assertThat(towns().renameAndRead(id, "new")).isEqualTo("new");
		assertThat(read(id)).isEqualTo("new");
	}

	@Test
	default void rollBackOfANestedTemplateLeavesTheOuterWriteOnly() {
		long outer = cachedTown();
		long inner = cachedTown();
		TransactionTemplate independent = transaction();
		independent.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		transaction().executeWithoutResult((status) -> {
			repository().rename(outer, "new");
			independent.executeWithoutResult((nested) -> {
				repository().rename(inner, "new");
				nested.setRollbackOnly();
			});
		});
		assertThat(read(outer)).isEqualTo("new");
		assertThat(read(inner)).isEqualTo("old");
	}

	@Test
	default void entityThatAReadOnlyTransactionHasChangedIsNotCached() {
		long id = town();
		TransactionTemplate readOnly = transaction();
		readOnly.setReadOnly(true);
		readOnly.executeWithoutResult((status) -> repository().findById(id).orElseThrow().rename("never written"));
		assertThat(stored(id)).isEqualTo("old");
		assertThat(read(id)).isEqualTo("old");
		assertThat(read(id)).isEqualTo("old");
	}

	@Test
	default void checkedExceptionThatCommitsInvalidates() {
		long id = cachedTown();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> towns().renameAndComplain(id, "new"));
		assertThat(isCached("towns", id)).isFalse();
		assertThat(read(id)).isEqualTo("new");
	}

	@Test
	default void exceptionWithoutRollBackInvalidates() {
		long id = cachedTown();
		assertThatIllegalStateException().isThrownBy(() -> towns().renameAndGoOn(id, "new"));
		assertThat(isCached("towns", id)).isFalse();
		assertThat(read(id)).isEqualTo("new");
	}

	@Test
	default void exceptionWithRollBackLeavesNothingOfIt() {
		long id = cachedTown();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> towns().renameOrComplain(id, "new"));
		assertThat(read(id)).isEqualTo("old");
		assertThatIllegalStateException().isThrownBy(() -> towns().renameAndFail(id, "new"));
		assertThat(read(id)).isEqualTo("old");
	}

	@Test
	default void writeThatIsFlushedAtTheCommitIsAnnouncedBefore() {
		long id = cachedTown();
		Slot[] atFlush = new Slot[2];
		String[] readAtFlush = new String[1];
		Town.beforeUpdate = () -> {
			atFlush[0] = slot(id);
			atFlush[1] = slot("names", id);
			readAtFlush[0] = JpaFixture.elsewhere(() -> read(id));
		};
		try {
			towns().rename(id, "new");
		}
		finally {
			Town.beforeUpdate = () -> {
			};
		}
		assertThat(atFlush).hasOnlyElementsOfType(Slot.Intent.class);
		assertThat(readAtFlush).containsExactly("old");
		assertThat(read(id)).isEqualTo("new");
		assertThat(towns().name(id)).isEqualTo("new");
	}

	@Test
	default void writeThroughThatIsFlushedAtTheCommitLeavesWhatWasFlushed() {
		long id = cachedTown();
		towns().renameThrough(id, "new");
		assertThat(isCached("towns", id)).isTrue();
		assertThat(read(id)).isEqualTo("new");
		// With its new version, or this could not be saved
		Town town = repository().findById(id).orElseThrow();
		town.rename("newer");
		repository().save(town);
		assertThat(stored(id)).isEqualTo("newer");
	}

	@Test
	default void writeThatLosesItsOptimisticLockAtTheCommitIsNeverSeen() {
		long id = cachedTown();
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> towns().inside(() -> {
			towns().renameThrough(id, "loser");
			JpaFixture.elsewhere(() -> towns().renameThrough(id, "winner"));
		}));
		assertThat(stored(id)).isEqualTo("winner");
		assertThat(read(id)).isEqualTo("winner");
		assertThat(read(id)).isEqualTo("winner");
	}

	@Test
	default void writeWhoseFlushFailsAtTheCommitIsNeverSeen() {
		long id = cachedTown();
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> towns().renameThrough(id, "a name that is longer than its column"));
		assertThat(read(id)).isEqualTo("old");
		assertThat(read(id)).isEqualTo("old");
	}

}
