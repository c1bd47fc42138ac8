package dev.cachepatterns.autoconfigure;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.transaction.TransactionManager;

/**
 * Reports transaction managers whose transactions the journal cannot join: those of other
 * databases, and those that do not use a DataSource.
 */
final class JournalTransactionReport implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

	private final DataSource source;

	private final ObjectProvider<TransactionManager> managers;

	JournalTransactionReport(DataSource source, ObjectProvider<TransactionManager> managers) {
		this.source = source;
		this.managers = managers;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.managers.stream().filter((manager) -> !joins(manager)).forEach((manager) -> logger.warn("""
				The journal of cache-patterns cannot join the transactions of %s, which are not on its DataSource: \
				what they write is noted in a transaction of its own before their commit, on a second connection. \
				Name the DataSource of that manager in 'cache-patterns.consistency.jdbc.data-source', \
				if it is the one that writes what is cached.""".formatted(manager.getClass().getName())));
	}

	private boolean joins(TransactionManager manager) {
		return this.source.equals(dataSource(manager));
	}

	/**
	 * The {@code dataSource} of a manager, which those of JDBC, JPA and Hibernate have.
	 */
	private static @Nullable Object dataSource(TransactionManager manager) {
		BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(manager);
		return properties.isReadableProperty("dataSource") ? properties.getPropertyValue("dataSource") : null;
	}

}
