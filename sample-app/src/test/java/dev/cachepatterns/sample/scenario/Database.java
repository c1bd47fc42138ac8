package dev.cachepatterns.sample.scenario;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The database as the readers see it: each of its answers has to be let through, so that
 * a scenario says how long a query takes. A read has a connection to itself, and is
 * counted by it.
 */
final class Database {

	private final AtomicInteger queries = new AtomicInteger();

	private final AtomicInteger readers = new AtomicInteger();

	private volatile CountDownLatch gate = new CountDownLatch(0);

	private volatile boolean out;

	/**
	 * The data source of an instance.
	 */
	DataSource of(DataSource dataSource) {
		return new DelegatingDataSource(dataSource) {

			@Override
			public Connection getConnection() throws SQLException {
				query();
				return super.getConnection();
			}

		};
	}

	private void query() throws SQLException {
		boolean failing = this.out;
		this.queries.incrementAndGet();
		Refreshes refreshes = Refreshes.current();
		if (refreshes != null) {
			refreshes.await();
		}
		else {
			this.readers.incrementAndGet();
			await(this.gate);
		}
		if (failing) {
			throw new SQLTransientConnectionException("The database is out");
		}
	}

	static void await(CountDownLatch gate) {
		try {
			if (!gate.await(1, TimeUnit.MINUTES)) {
				throw new IllegalStateException("Nobody has opened the gate");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Holds back the answers to readers from now on.
	 */
	void hold() {
		this.readers.set(0);
		this.gate = new CountDownLatch(1);
	}

	/**
	 * Lets all answers to readers through.
	 */
	void answer() {
		this.gate.countDown();
	}

	/**
	 * How many readers have asked since answers are held back.
	 */
	int readers() {
		return this.readers.get();
	}

	/**
	 * Whether queries fail that begin from now on.
	 */
	void out(boolean out) {
		this.out = out;
	}

	int queries() {
		return this.queries.get();
	}

}
