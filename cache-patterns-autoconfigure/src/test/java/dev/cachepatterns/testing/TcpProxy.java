package dev.cachepatterns.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The way from one client to a server, which can be cut, or lead elsewhere, as a balancer
 * or a changed name does.
 */
public final class TcpProxy implements AutoCloseable {

	// The end of a line, before a command to Redis or to Memcached
	private static final Pattern NEXT = Pattern.compile("\\r\\n(?=\\*\\d+\\r\\n|(?:gets?|cas|add|set|delete|touch) )");

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final ServerSocket listener;

	private volatile int target;

	private final AtomicInteger roundTrips = new AtomicInteger();

	private final AtomicBoolean asked = new AtomicBoolean();

	private volatile boolean cut;

	private volatile boolean hung;

	private volatile Duration delay = Duration.ZERO;

	private TcpProxy(int target) throws IOException {
		this.target = target;
		this.listener = new ServerSocket(RealServer.freePort(), 50, InetAddress.getLoopbackAddress());
	}

	/**
	 * A way to a server of this machine.
	 * @param target its port
	 * @return the way, open
	 */
	public static TcpProxy to(int target) {
		try {
			TcpProxy proxy = new TcpProxy(target);
			start(proxy::accept);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Where the client connects.
	 * @return the port on the loopback address
	 */
	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * How often a client has spoken after an answer, or first.
	 * @return the round trips, if one caller waits for each answer
	 */
	public int roundTrips() {
		return this.roundTrips.get();
	}

	/**
	 * Leads new connections to another server, and leaves those that are there.
	 * @param port the server's port
	 */
	public void lead(int port) {
		this.target = port;
	}

	/**
	 * Ends all connections; new ones come through.
	 */
	public void drop() {
		this.open.forEach(TcpProxy::end);
	}

	/**
	 * Ends all connections, and each new one at once.
	 */
	public void cut() {
		this.cut = true;
		this.open.forEach(TcpProxy::end);
	}

	/**
	 * Swallows everything, without a word, as a firewall does that has forgotten a
	 * connection: those through which anything was lost stay so.
	 */
	public void hang() {
		this.hung = true;
	}

	/**
	 * Takes its time for each command of a client, one after the other.
	 * @param delay the time; zero for none
	 */
	public void delay(Duration delay) {
		this.delay = delay;
	}

	/**
	 * Lets new connections through.
	 */
	public void mend() {
		this.cut = false;
		this.hung = false;
		this.delay = Duration.ZERO;
	}

	@Override
	public void close() {
		end(this.listener);
		cut();
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				if (this.cut) {
					client.close();
				}
				else {
					Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
					start(() -> pump(client, server, true));
					start(() -> pump(server, client, false));
				}
			}
			catch (IOException ex) {
				// The server is gone, or the listener closed
			}
		}
	}

	private void pump(Socket from, Socket to, boolean question) {
		this.open.add(from);
		byte[] buffer = new byte[1 << 14];
		boolean lost = false;
		try {
			from.setTcpNoDelay(true);
			InputStream in = from.getInputStream();
			for (int length = in.read(buffer); length >= 0 && !this.cut; length = in.read(buffer)) {
				if (this.asked.getAndSet(question) != question && question) {
					this.roundTrips.incrementAndGet();
				}
				int sent = 0;
				for (int end : parts(buffer, length, question)) {
					LockSupport.parkNanos(question ? this.delay.toNanos() : 0);
					lost |= this.hung;
					if (!lost) {
						to.getOutputStream().write(buffer, sent, end - sent);
					}
					sent = end;
				}
			}
		}
		catch (IOException ex) {
			// One side is gone
		}
		this.open.remove(from);
		end(from);
		end(to);
	}

	/**
	 * Where the commands end that take their time.
	 */
	private int[] parts(byte[] buffer, int length, boolean question) {
		if (!question || this.delay.isZero()) {
			return new int[] { length };
		}
		String commands = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
		return IntStream.concat(NEXT.matcher(commands).results().mapToInt(MatchResult::end), IntStream.of(length))
			.toArray();
	}

	private static void end(AutoCloseable end) {
		try {
			end.close();
		}
		catch (Exception ex) {
			// It is gone
		}
	}

	private static void start(Runnable work) {
		Thread thread = new Thread(work, "proxy");
		thread.setDaemon(true);
		thread.start();
	}

}
