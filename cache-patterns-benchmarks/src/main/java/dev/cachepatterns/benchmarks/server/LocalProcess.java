package dev.cachepatterns.benchmarks.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A server process of this machine, killed with this JVM.
 */
final class LocalProcess {

	private static final int ATTEMPTS = 500;

	private final Process process;

	private LocalProcess(Process process) {
		this.process = process;
	}

	/**
	 * Starts it, and waits until it listens.
	 */
	static LocalProcess start(List<String> command, int port, String packageName) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
			LocalProcess started = new LocalProcess(process);
			started.await(port);
			return started;
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					"The benchmarks need %1$s on the PATH: install it, for example with apt-get install %1$s or brew install %2$s"
						.formatted(packageName, packageName.replace("-server", "")),
					ex);
		}
	}

	/**
	 * A free port below those that systems give to clients.
	 */
	static int freePort() {
		while (true) {
			try (ServerSocket socket = new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 32_000))) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// Taken: try another
			}
		}
	}

	void kill() {
		this.process.destroyForcibly();
	}

	private void await(int port) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			try (Socket socket = new Socket("127.0.0.1", port)) {
				if (socket.isConnected()) {
					return;
				}
			}
			catch (IOException ex) {
				exitedWithin20Milliseconds();
			}
		}
		throw new IllegalStateException("Nothing listens on port " + port);
	}

	private void exitedWithin20Milliseconds() {
		try {
			if (this.process.waitFor(20, TimeUnit.MILLISECONDS)) {
				throw new IllegalStateException("The server ended with status " + this.process.exitValue());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while a server was starting", ex);
		}
	}

}
