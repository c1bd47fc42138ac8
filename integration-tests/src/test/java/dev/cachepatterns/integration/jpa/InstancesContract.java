package dev.cachepatterns.integration.jpa;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Writes of an instance that reaches the cache late, or not at all, as another sees them.
 */
interface InstancesContract extends JpaFixture {

	Instances instances();

	@Override
	default ConfigurableApplicationContext context() {
		return instances().web();
	}

	private <T> T other(Class<T> type) {
		return instances().other().getBean(type);
	}

	private static long noted(JdbcClient database, long id) {
		return database.sql("select count(*) from cache_patterns_journal where entry = ?")
			.param(String.valueOf(id).getBytes(StandardCharsets.UTF_8))
			.query(Long.class)
			.single();
	}

	/**
	 * Writes without the cache.
	 * @return the rows of the journal that its transaction has at the flush, and those
	 * that others see
	 */
	private List<Long> cut(long id, Executable write) {
		List<Long> rows = new ArrayList<>();
		Town.beforeUpdate = () -> {
			rows.add(noted(other(JdbcClient.class), id));
			rows.add(JpaFixture.elsewhere(() -> noted(database(), id)));
		};
		instances().way().cut();
		try {
			write.execute();
		}
		catch (Throwable ex) {
			throw new AssertionError(ex);
		}
		finally {
			instances().way().mend();
			Town.beforeUpdate = () -> {
			};
		}
		return rows;
	}

	@Test
	default void writeWithoutTheCacheIsNotedInItsOwnTransaction() {
		long id = cachedTown();
		assertThat(cut(id, () -> other(Towns.class).rename(id, "new"))).containsExactly(2L, 0L);
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			assertThat(noted(database(), id)).isZero();
			assertThat(read(id)).isEqualTo("new");
		});
	}

	@Test
	default void writeWithoutTheCacheThatIsRolledBackAtItsFlushIsNotNoted() {
		long id = cachedTown();
		cut(id, () -> assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> other(Towns.class).rename(id, "a name that is longer than its column")));
		assertThat(noted(database(), id)).isZero();
		assertThat(read(id)).isEqualTo("old");
	}

	@Test
	default void writeWithoutTheCacheThatCommitsWithAnExceptionIsNoted() {
		long id = cachedTown();
		assertThat(cut(id, () -> assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> other(Towns.class).renameAndComplain(id, "new")))).containsExactly(1L, 0L);
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(read(id)).isEqualTo("new"));
	}

	@Test
	default void valueThatWasReadBeforeAnothersWriteIsNotLeft() {
		long id = sign();
		signs().looks(id);
		Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
			other(Signs.class).letter(id, "warm");
			return isCached("signs", id);
		});
		instances().way().delay(Duration.ofMillis(200));
		try {
			String written = other(Signs.class).letter(id, "new",
					() -> JpaFixture.elsewhere(() -> signs().paint(id, "red")));
			assertThat(written).isEqualTo("grey new");
		}
		finally {
			instances().way().mend();
		}
		assertThat(signs().looks(id)).isEqualTo("red new");
	}

	@Test
	default void commitWhoseOutcomeIsNotKnownIsNoRollBack() throws SQLException {
		long id = cachedTown();
		LateCommits.loseNext();
		assertThatException().isThrownBy(() -> towns().rename(id, "late"));
		assertThat(JpaFixture.elsewhere(() -> read(id))).isEqualTo("old");
		LateCommits.commit();
		assertThat(read(id)).isEqualTo("late");
	}

}
