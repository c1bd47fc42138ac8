package dev.cachepatterns.checker;

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
 * A TCP connection between a worker and a server, which can be cut.
 */
final class Proxy implements AutoCloseable {

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final ServerSocket listener;

	private final int target;

	private boolean cut;

	/**
	 * A proxy.
	 * @param target port of the server
	 */
	Proxy(int target) {
		this.target = target;
		try {
			this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * From now on nothing arrives, in either direction, and nobody is told.
	 */
	synchronized void cut() {
		this.cut = true;
	}

	/**
	 * Ends that: what was held arrives, late.
	 */
	synchronized void mend() {
		this.cut = false;
		notifyAll();
	}

	private synchronized void pass() throws InterruptedException {
		while (this.cut) {
			wait();
		}
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				this.open.add(client);
				start(() -> connect(client));
			}
			catch (IOException ex) {
				// Closed
			}
		}
	}

	private void connect(Socket client) {
		try {
			pass();
			Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
			this.open.add(server);
			start(() -> pump(server, client));
			pump(client, server);
		}
		catch (IOException | InterruptedException ex) {
			close(client);
		}
	}

	private void pump(Socket from, Socket to) {
		byte[] buffer = new byte[1 << 14];
		try {
			from.setTcpNoDelay(true);
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				pass();
				out.write(buffer, 0, length);
			}
		}
		catch (IOException | InterruptedException ex) {
			// One side is gone
		}
		close(from);
		close(to);
	}

	private void close(Socket socket) {
		this.open.remove(socket);
		try {
			socket.close();
		}
		catch (IOException ex) {
			// It is gone
		}
	}

	private static void start(Runnable work) {
		Thread thread = new Thread(work, "proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		mend();
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.open.forEach(this::close);
	}

}
