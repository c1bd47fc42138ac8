package dev.cachepatterns.sample.measure;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A data source whose statements count in {@link DatabaseUse}.
 */
final class MeasuredDataSource extends DelegatingDataSource {

	MeasuredDataSource(DataSource dataSource) {
		super(dataSource);
	}

	@Override
	public Connection getConnection() throws SQLException {
		return (Connection) MeasuredCalls.of(Connection.class, super.getConnection());
	}

}
