package dev.cachepatterns.interceptor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.WeakHashMap;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.jdbc.datasource.ConnectionHolder;

/**
 * The default isolation of data sources, asked once of each: MySQL's is REPEATABLE READ.
 * One that cannot be asked is taken for READ COMMITTED.
 */
final class Isolations {

	private static final Log logger = LogFactory.getLog(Isolations.class);

	private final Map<DataSource, Boolean> snapshots = new WeakHashMap<>();

	/**
	 * Whether a transaction without an isolation of its own reads from a snapshot.
	 * @param resources those of the transaction, of the calling thread
	 */
	boolean readSnapshotsByDefault(Map<Object, Object> resources) {
		for (Map.Entry<Object, Object> resource : resources.entrySet()) {
			if (resource.getKey() instanceof DataSource source && resource.getValue() instanceof ConnectionHolder holder
					&& readsSnapshots(source, holder)) {
				return true;
			}
		}
		return false;
	}

	private boolean readsSnapshots(DataSource source, ConnectionHolder holder) {
		synchronized (this.snapshots) {
			Boolean known = this.snapshots.get(source);
			if (known == null) {
				known = ask(holder);
				this.snapshots.put(source, known);
			}
			return known;
		}
	}

	private static boolean ask(ConnectionHolder holder) {
		try {
			return holder.getConnection().getTransactionIsolation() >= Connection.TRANSACTION_REPEATABLE_READ;
		}
		catch (SQLException | RuntimeException ex) {
			logger.warn("The isolation of a data source is not known, and taken for READ COMMITTED", ex);
			return false;
		}
	}

}
