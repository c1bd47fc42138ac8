package dev.cachepatterns.journal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One connection that is kept open, and made anew after a failure. Used by one thread.
 */
final class PollConnection {

	private static final Duration ANSWER = Duration.ofSeconds(5);

	private final DataSource source;

	private @Nullable SingleConnectionDataSource kept;

	private @Nullable JdbcOperations jdbc;

	PollConnection(DataSource source) {
		this.source = source;
	}

	JdbcOperations jdbc() {
		JdbcOperations known = this.jdbc;
		if (known == null) {
			this.kept = new SingleConnectionDataSource(connect(), true);
			known = new JdbcTemplate(this.kept);
			this.jdbc = known;
		}
		return known;
	}

	private Connection connect() {
		try {
			Connection connection = this.source.getConnection();
			connection.setAutoCommit(true);
			try {
				// A database that is gone without a word must not stop the polls for ever
				connection.setNetworkTimeout(Runnable::run, (int) ANSWER.toMillis());
			}
			catch (SQLException | AbstractMethodError ex) {
				// The driver has none
			}
			return connection;
		}
		catch (SQLException ex) {
			throw new CannotGetJdbcConnectionException("The journal of cache-patterns has no connection", ex);
		}
	}

	void close() {
		SingleConnectionDataSource known = this.kept;
		this.kept = null;
		this.jdbc = null;
		if (known != null) {
			known.destroy();
		}
	}

}
