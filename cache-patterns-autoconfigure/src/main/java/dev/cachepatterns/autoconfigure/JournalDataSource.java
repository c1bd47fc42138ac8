package dev.cachepatterns.autoconfigure;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Where the journal gets its connections. Not a {@code DataSource} bean, as the
 * application's would no longer be the only one.
 *
 * @param application the application's
 */
record JournalDataSource(DataSource application) {

	private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

	/**
	 * Where the connection of the polls comes from: from the same database past the pool,
	 * where that is possible.
	 */
	DataSource polls() {
		DataSource direct = direct();
		if (direct == null || (!connects(direct) && connects(this.application))) {
			logger
				.info("The journal of cache-patterns keeps one connection of the application's pool, as its DataSource "
						+ "does not tell how to connect without it. Make the pool larger by one.");
			return this.application;
		}
		return direct;
	}

	private @Nullable DataSource direct() {
		try {
			return DataSourceBuilder.derivedFrom(this.application).type(SimpleDriverDataSource.class).build();
		}
		catch (RuntimeException ex) {
			logger.debug("No connection can be derived from the DataSource", ex);
			return null;
		}
	}

	private static boolean connects(DataSource source) {
		try {
			source.getConnection().close();
			return true;
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("No connection", ex);
			return false;
		}
	}

}
