package dev.cachepatterns.integration.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database of which a caller loses the connection while it commits, and which commits
 * later all the same.
 */
final class LateCommits extends DelegatingDataSource {

	private static final ThreadLocal<Boolean> NEXT = ThreadLocal.withInitial(() -> false);

	private static final AtomicReference<Connection> LATE = new AtomicReference<>();

	LateCommits(DataSource target) {
		super(target);
	}

	/**
	 * Loses the next commit of the calling thread.
	 */
	static void loseNext() {
		NEXT.set(true);
	}

	/**
	 * Commits what was lost.
	 */
	static void commit() throws SQLException {
		Connection late = LATE.getAndSet(null);
		late.commit();
		late.close();
	}

	@Override
	public Connection getConnection() throws SQLException {
		return NEXT.get() ? losing(super.getConnection()) : super.getConnection();
	}

	private static Connection losing(Connection target) {
		NEXT.set(false);
		return (Connection) Proxy.newProxyInstance(LateCommits.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, args) -> {
					if (method.getName().equals("commit")) {
						LATE.set(target);
					}
					if (LATE.get() == target) {
						return lost(method.getName());
					}
					try {
						return method.invoke(target, args);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private static Object lost(String method) throws SQLException {
		return switch (method) {
			case "close" -> null;
			case "isClosed" -> true;
			case "hashCode" -> 1;
			case "equals" -> false;
			case "toString" -> "lost";
			default -> throw new SQLException("The connection is lost", "08006");
		};
	}

}
