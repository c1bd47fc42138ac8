package dev.cachepatterns.memcached;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.exception.MemcachedException;
import net.rubyeye.xmemcached.networking.MemcachedSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.testing.MemcachedServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Sessions} on a real server.
 */
@Tag("proof")
class SessionsTests {

	private static final int CALLERS = 32;

	private static final int RENEWALS = Integer.getInteger("sessions.renewals", 300);

	@Test
	void renewWhileAnswersAreReadLeavesNoReaderThatWaitsForEver() throws Exception {
		try (MemcachedServer server = MemcachedServer.started()) {
			MemcachedClient client = client(server);
			AtomicBoolean done = new AtomicBoolean();
			List<Thread> callers = IntStream.range(0, CALLERS)
				.mapToObj((i) -> new Thread(() -> call(client, done)))
				.toList();
			callers.forEach(Thread::start);
			Sessions sessions = new Sessions(client);
			MemcachedSession first = (MemcachedSession) client.getConnector().getSessionSet().iterator().next();
			for (int i = 0; i < RENEWALS; i++) {
				sessions.renew(first.getInetSocketAddressWrapper().getRemoteAddressStr());
			}
			done.set(true);
			for (Thread caller : callers) {
				caller.join();
			}
			assertThat(server.stat("total_connections")).as("renewals").isGreaterThan(RENEWALS);
			Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(waiting()).isEmpty());
			assertThat(client.<String>get("key")).isNull();
			client.shutdown();
		}
	}

	private static void call(MemcachedClient client, AtomicBoolean done) {
		while (!done.get()) {
			try {
				client.get("key");
			}
			catch (TimeoutException | MemcachedException ex) {
				// Its connection was closed
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	private static MemcachedClient client(MemcachedServer server) throws IOException {
		XMemcachedClientBuilder builder = new XMemcachedClientBuilder(
				List.of(new InetSocketAddress("127.0.0.1", server.port())));
		builder.setSessionLocator(new BucketLocator());
		builder.setFailureMode(true);
		builder.setOpTimeout(200);
		return builder.build();
	}

	/**
	 * The client's threads that wait for the command which an answer is for.
	 */
	private static List<String> waiting() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> Stream.of(thread.getValue())
				.anyMatch((frame) -> frame.getMethodName().equals("takeExecutingCommand")))
			.map((thread) -> thread.getKey().getName())
			.toList();
	}

}
