package dev.cachepatterns.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server on the loopback address that a test can lead elsewhere, as a balancer
 * or a changed name does.
 */
public final class TcpProxy implements AutoCloseable {

	private final ServerSocket listening;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private volatile int target;

	/**
	 * A way to a server.
	 * @param target the server's port
	 */
	public TcpProxy(int target) {
		this.target = target;
		try {
			this.listening = new ServerSocket(RealServer.freePort(), 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	/**
	 * Where it listens.
	 * @return the port
	 */
	public int port() {
		return this.listening.getLocalPort();
	}

	/**
	 * Leads new connections to another server, and leaves those that are there.
	 * @param port the server's port
	 */
	public void lead(int port) {
		this.target = port;
	}

	/**
	 * Closes the connections that are there.
	 */
	public void cut() {
		this.sockets.forEach(TcpProxy::close);
	}

	@Override
	public void close() {
		try {
			this.listening.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		cut();
	}

	private void accept() {
		while (!this.listening.isClosed()) {
			try {
				Socket client = this.listening.accept();
				this.sockets.add(client);
				join(client);
			}
			catch (IOException ex) {
				// Closed
			}
		}
	}

	private void join(Socket client) {
		try {
			Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
			this.sockets.add(server);
			start(() -> copy(client, server));
			start(() -> copy(server, client));
		}
		catch (IOException ex) {
			// The server is gone
			close(client);
		}
	}

	private void copy(Socket from, Socket to) {
		try (from; to) {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			byte[] bytes = new byte[8192];
			for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
				out.write(bytes, 0, length);
				out.flush();
			}
		}
		catch (IOException ex) {
			// Cut
		}
		finally {
			this.sockets.remove(from);
			this.sockets.remove(to);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "proxy");
		thread.setDaemon(true);
		thread.start();
	}

}
