package dev.cachepatterns.interceptor;

import java.sql.Connection;
import java.sql.SQLException;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.cachepatterns.pattern.OnMiss;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FillRules}.
 */
class FillRulesTests {

	private final FillRules rules = new FillRules();

	private final JdbcDataSource database = new JdbcDataSource();

	private final TransactionTemplate transaction;

	FillRulesTests() {
		this.database.setURL("jdbc:h2:mem:rules");
		this.transaction = new TransactionTemplate(new DataSourceTransactionManager(this.database));
	}

	@AfterEach
	void clean() {
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
	}

	@Test
	void readerWithoutATransactionMayWait() {
		assertThat(this.rules.get()).isEqualTo(OnMiss.WAIT);
	}

	@Test
	void readerInATransactionWaitsForNobody() {
		assertThat(inTransaction()).isEqualTo(OnMiss.LEASE);
	}

	@Test
	void readerOfASnapshotDoesNotFill() {
		this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		assertThat(inTransaction()).isEqualTo(OnMiss.PASS);
		this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
		assertThat(inTransaction()).isEqualTo(OnMiss.PASS);
		this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		assertThat(inTransaction()).isEqualTo(OnMiss.LEASE);
	}

	@Test
	void readerWhoseDataSourceReadsSnapshotsByDefaultDoesNotFill() {
		DelegatingDataSource snapshots = new DelegatingDataSource(this.database) {

			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = super.getConnection();
				connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
				return connection;
			}

		};
		TransactionTemplate template = new TransactionTemplate(new DataSourceTransactionManager(snapshots));
		OnMiss allowed = template.execute((status) -> this.rules.get());
		assertThat(allowed).isEqualTo(OnMiss.PASS);
	}

	@Test
	void readerWithAnOpenPersistenceContextFillsOnlyWhileThatIsEmpty() {
		try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("test").managedClass(Town.class)
			.jdbcUrl("jdbc:h2:mem:towns")
			.createEntityManagerFactory(); EntityManager entities = factory.createEntityManager()) {
			TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(entities));
			try {
				assertThat(this.rules.get()).isEqualTo(OnMiss.WAIT);
				entities.persist(new Town());
				assertThat(this.rules.get()).isEqualTo(OnMiss.PASS);
				entities.clear();
				assertThat(this.rules.get()).isEqualTo(OnMiss.WAIT);
			}
			finally {
				TransactionSynchronizationManager.unbindResource(factory);
			}
		}
	}

	private OnMiss inTransaction() {
		return this.transaction.execute((status) -> this.rules.get());
	}

	/**
	 * An entity.
	 */
	@Entity
	static class Town {

		@Id
		private long id = 1;

	}

}
