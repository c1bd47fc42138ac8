package dev.cachepatterns.checker;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import org.h2.tools.Server;

import dev.cachepatterns.testing.PostgresServer;

/**
 * A database that several processes use.
 *
 * @param name its name in the report
 * @param url its address
 * @param user who may use it, without a password
 * @param server the running server
 */
record Database(String name, String url, String user, Runnable server) implements AutoCloseable {

	static Database postgres() {
		PostgresServer server = PostgresServer.started();
		return new Database("postgresql", server.url(), server.user(), server::close);
	}

	/**
	 * H2 in this process, for others over TCP.
	 */
	static Database h2() {
		try {
			Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
			return new Database("h2", "jdbc:h2:tcp://127.0.0.1:%d/mem:checker;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000"
				.formatted(server.getPort()), "sa", server::stop);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Makes the table anew.
	 * @param rows number of rows
	 */
	void reset(int rows) {
		try (Connection connection = DriverManager.getConnection(this.url, this.user, "");
				Statement statement = connection.createStatement()) {
			statement.execute("drop table if exists item");
			statement.execute("create table item (id bigint primary key, version bigint not null)");
			for (int id = 0; id < rows; id++) {
				statement.execute("insert into item values (%d, 1)".formatted(id));
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.run();
	}

}
