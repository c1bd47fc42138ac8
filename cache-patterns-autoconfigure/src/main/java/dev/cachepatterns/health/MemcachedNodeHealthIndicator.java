package dev.cachepatterns.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Health of one node of Memcached: up with its version, or {@link #DEGRADED}.
 * <p>
 * Each look opens a connection of its own, as the client can ask all nodes only, and has
 * no answer from any while one is hung.
 */
public final class MemcachedNodeHealthIndicator implements HealthIndicator {

	/**
	 * The node does not answer. It is never down: the application serves without it, and
	 * must not be taken out because its cache is gone.
	 */
	public static final Status DEGRADED = new Status("DEGRADED",
			"The cache cannot be reached: its keys are served from the database");

	private static final String ANSWER = "VERSION ";

	private static final int LONGEST_ANSWER = 100;

	private final String host;

	private final int port;

	private final Duration timeout;

	/**
	 * An indicator.
	 * @param host name or address of the node
	 * @param port its port
	 * @param timeout time after which it counts as unreachable; positive
	 */
	public MemcachedNodeHealthIndicator(String host, int port, Duration timeout) {
		this.host = host;
		this.port = port;
		this.timeout = timeout;
	}

	@Override
	public Health health() {
		try {
			String answer = ask();
			if (answer.startsWith(ANSWER)) {
				return Health.up().withDetail("version", answer.substring(ANSWER.length())).build();
			}
			return Health.status(DEGRADED).withDetail("error", "It answers '%s'".formatted(answer)).build();
		}
		catch (IOException ex) {
			return Health.status(DEGRADED).withException(ex).build();
		}
	}

	private String ask() throws IOException {
		long deadline = System.nanoTime() + this.timeout.toNanos();
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(this.host, this.port), millisUntil(deadline));
			socket.getOutputStream().write("version\r\n".getBytes(StandardCharsets.US_ASCII));
			byte[] answer = new byte[LONGEST_ANSWER];
			int length = 0;
			while (length < answer.length && (length == 0 || answer[length - 1] != '\n')) {
				socket.setSoTimeout(millisUntil(deadline));
				int read = socket.getInputStream().read(answer, length, answer.length - length);
				if (read < 0) {
					break;
				}
				length += read;
			}
			return new String(answer, 0, length, StandardCharsets.US_ASCII).strip();
		}
	}

	private static int millisUntil(long deadline) throws SocketTimeoutException {
		long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
		if (left <= 0) {
			throw new SocketTimeoutException("No answer in time");
		}
		return Math.toIntExact(left);
	}

}
