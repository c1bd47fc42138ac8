package dev.cachepatterns.journal.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

import javax.sql.DataSource;

import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The statements on {@code cache_patterns_journal}, in the SQL that H2 and PostgreSQL
 * share. Times are those of the database.
 */
final class JournalTable implements JournalRows {

	private static final int BATCH = 500;

	private static final String INSERT = "insert into cache_patterns_journal (application, id, prefix, cache, entry, due) "
			+ "values (?, ?, ?, ?, ?, current_timestamp + cast(? as integer) * interval '1' second)";

	private static final String SELECT = "select id, prefix, cache, entry, due > current_timestamp as held "
			+ "from cache_patterns_journal where application = ? fetch first %d rows only";

	private final JdbcOperations writers;

	private final PollConnection polls;

	private final String application;

	private final long heldSeconds;

	JournalTable(DataSource writers, DataSource polls, String application, Duration held) {
		this.writers = new JdbcTemplate(writers);
		this.polls = new PollConnection(polls);
		this.application = text(application);
		this.heldSeconds = held.plusMillis(999).toSeconds();
	}

	@Override
	public void insert(Collection<Row> rows) {
		this.writers.execute((Connection connection) -> {
			boolean automatic = connection.getAutoCommit();
			boolean joined = !automatic && TransactionSynchronizationManager.isActualTransactionActive();
			insert(connection, rows, !joined);
			if (!automatic && !joined) {
				connection.commit();
			}
			return joined;
		});
	}

	@Override
	public void insertLate(Row row) {
		this.polls.jdbc().execute((Connection connection) -> {
			insert(connection, List.of(row), false);
			return true;
		});
	}

	private void insert(Connection connection, Collection<Row> rows, boolean hold) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
			for (Row row : rows) {
				StoreKey key = row.debt().key();
				statement.setString(1, this.application);
				statement.setLong(2, row.id());
				statement.setString(3, text(row.debt().region().prefix()));
				statement.setString(4, text(row.debt().region().cache()));
				if (key != null) {
					statement.setBytes(5, key.key());
				}
				else {
					statement.setNull(5, Types.VARBINARY);
				}
				statement.setLong(6, (hold || row.held()) ? this.heldSeconds : 0);
				statement.addBatch();
			}
			statement.executeBatch();
		}
	}

	@Override
	public List<Row> select(int limit) {
		return this.polls.jdbc().query(SELECT.formatted(limit), (row, number) -> row(row), this.application);
	}

	private static Row row(ResultSet row) throws SQLException {
		Region region = Region.of(name(row.getString(2)), name(row.getString(3)));
		byte[] key = row.getBytes(4);
		return new Row(row.getLong(1), (key != null) ? Debt.of(StoreKey.of(region, key)) : Debt.all(region),
				row.getBoolean(5));
	}

	@Override
	public void release(List<Long> ids) {
		each("update cache_patterns_journal set due = current_timestamp where application = ? and id in ", ids);
	}

	@Override
	public void delete(List<Long> ids) {
		each("delete from cache_patterns_journal where application = ? and id in ", ids);
	}

	@Override
	public void disconnect() {
		this.polls.close();
	}

	private void each(String statement, List<Long> ids) {
		for (int from = 0; from < ids.size(); from += BATCH) {
			List<Long> batch = ids.subList(from, Math.min(ids.size(), from + BATCH));
			String places = String.join(",", Collections.nCopies(batch.size(), "?"));
			this.polls.jdbc().update(statement + "(" + places + ")", (prepared) -> {
				prepared.setString(1, this.application);
				for (int i = 0; i < batch.size(); i++) {
					prepared.setLong(2 + i, batch.get(i));
				}
			});
		}
	}

	// PostgreSQL keeps every character but this one
	private static String text(String name) {
		return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("%", "%25")
			.replace("\0", "%00");
	}

	private static String name(String text) {
		return text.replace("%00", "\0").replace("%25", "%");
	}

}
