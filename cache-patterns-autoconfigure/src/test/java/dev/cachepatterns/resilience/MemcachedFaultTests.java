package dev.cachepatterns.resilience;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.autoconfigure.MemcachedClientBuilderCustomizer;
import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.MemcachedServer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Memcached in each state that is worse than gone: its callers have right answers, and
 * at most one timeout more.
 */
@Tag("alone")
@Tag("proof")
class MemcachedFaultTests implements FaultContract {

	// The first call loads the client, and may come before the connection is refused
	private static final Duration AT_THE_START = Duration.ofSeconds(3);

	@Override
	public String name() {
		return "Memcached";
	}

	@Override
	public CacheServer started() {
		return MemcachedServer.started();
	}

	@Test
	void killed() {
		try (MemcachedServer server = MemcachedServer.started(); Shop shop = on(server.port()).filled()) {
			server.kill();
			Symptoms.of("Memcached, kill -9", shop).unavailableWithin(ONE_TIMEOUT);
			server.start();
			shop.assertServesAgain("Memcached, kill -9");
		}
	}

	@Test
	void healsSoonHoweverLongTheClientWouldWait() {
		try (MemcachedServer server = MemcachedServer.started();
				Shop shop = new Shop(List.of(Patience.class), settings(server.port())).filled()) {
			server.kill();
			Symptoms.of("Memcached, killed, and a client that waits for a minute", shop).unavailableWithin(ONE_TIMEOUT);
			server.start();
			shop.assertServesAgain("Memcached, killed, and a client that waits for a minute");
		}
	}

	@Test
	void unknownHost() {
		try (Shop shop = new Shop("cache-patterns.backend=memcached",
				"cache-patterns.memcached.servers=cache.invalid:11211")
			.priced()) {
			Symptoms.of("Memcached, unknown host", shop).unavailableWithin(ONE_TIMEOUT);
		}
	}

	@Test
	void outOfMemory() {
		try (MemcachedServer server = MemcachedServer.started("-M", "-m", "8");
				Shop shop = on(server.port()).filled()) {
			exhaust(server);
			Symptoms.of("Memcached, out of memory", shop).refusedWithin(ONE_TIMEOUT);
			server.command("flush_all");
			shop.assertServesAgain("Memcached, out of memory");
		}
	}

	/**
	 * To whom it has no place for, memcached says so before it is asked anything.
	 */
	@Test
	void noPlaceForAnotherConnection() throws IOException {
		try (MemcachedServer server = MemcachedServer.started("-t", "1", "-c", "30")) {
			List<Socket> taken = takePlaces(server);
			try (Shop shop = on(server.port()).priced()) {
				Symptoms.of("Memcached, no place for another connection", shop)
					.unavailable()
					.within(AT_THE_START, AT_THE_START);
				for (Socket place : taken) {
					place.close();
				}
				shop.assertServesAgain("Memcached, no place for another connection");
			}
		}
	}

	private static List<Socket> takePlaces(MemcachedServer server) throws IOException {
		List<Socket> taken = new ArrayList<>();
		String answer;
		do {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
			taken.add(socket);
			socket.getOutputStream().write("version\r\n".getBytes());
			answer = new String(socket.getInputStream().readNBytes(5));
		}
		while (answer.startsWith("VERSI"));
		assertThat(answer).isEqualTo("ERROR");
		return taken;
	}

	/**
	 * Stores values of the sizes that prices and their leases have, until there is no
	 * place for any: each size has at least one page of 1 MB.
	 */
	private static void exhaust(MemcachedServer server) {
		String large = "x".repeat(500_000);
		for (int i = 0; i < 20; i++) {
			server.command("set large-%d 0 0 500000\r\n%s".formatted(i, large));
		}
		for (int size = 10; size < 300; size += 20) {
			String value = "x".repeat(size);
			int length = size;
			server.command(IntStream.range(0, 12_000)
				.mapToObj((i) -> "set fill-%d-%d 0 0 %d noreply\r\n%s\r\n".formatted(length, i, length, value))
				.collect(Collectors.joining()) + "version");
			assertThat(server.command("set fill-%d 0 0 %d\r\n%s".formatted(size, size, value)))
				.startsWith("SERVER_ERROR out of memory");
		}
	}

	private static Shop on(int port) {
		return new Shop(settings(port));
	}

	private static String[] settings(int port) {
		return new String[] { "cache-patterns.backend=memcached",
				"cache-patterns.memcached.servers=127.0.0.1:" + port };
	}

	/**
	 * A client that tries a lost node again after a minute.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Patience {

		@Bean
		MemcachedClientBuilderCustomizer patience() {
			return (client) -> client.setHealSessionInterval(60_000);
		}

	}

}
