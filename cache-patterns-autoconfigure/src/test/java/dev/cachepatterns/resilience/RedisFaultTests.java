package dev.cachepatterns.resilience;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.lettuce.core.resource.DnsResolver;
import io.lettuce.core.resource.SocketAddressResolver;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.RedisServer;
import dev.cachepatterns.testing.TcpProxy;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Redis in each state that is worse than gone: its callers have right answers, and at
 * most one timeout more.
 */
@Tag("alone")
@Tag("proof")
class RedisFaultTests implements FaultContract {

	// The first call loads the client
	private static final Duration AT_THE_START = Duration.ofSeconds(3);

	@Override
	public String name() {
		return "Redis";
	}

	@Override
	public CacheServer started() {
		return RedisServer.started();
	}

	@Test
	void unknownHost() {
		Names.KNOWN.set(false);
		try (RedisServer server = RedisServer.started();
				Shop shop = new Shop(List.of(Names.class), "spring.data.redis.host=cache.test",
						"spring.data.redis.port=" + server.port())) {
			shop.priced();
			Symptoms.of("Redis, unknown host at the start", shop)
				.unavailable()
				.within(AT_THE_START, ONE_TIMEOUT.multipliedBy(2));
			Names.KNOWN.set(true);
			shop.assertServesAgain("Redis, unknown host at the start");
		}
	}

	@Test
	void noPlaceForAnotherConnection() throws IOException {
		try (RedisServer server = RedisServer.started();
				Socket only = new Socket(InetAddress.getLoopbackAddress(), server.port());
				Shop shop = on(server.port()).priced()) {
			say(only, "CONFIG SET maxclients 1");
			Symptoms.of("Redis, no place for another connection", shop)
				.unavailable()
				.within(AT_THE_START, ONE_TIMEOUT.multipliedBy(2));
			say(only, "CONFIG SET maxclients 1000");
			shop.assertServesAgain("Redis, no place for another connection");
		}
	}

	@Test
	void primaryThatBecameAReplica() {
		try (RedisServer before = RedisServer.started();
				RedisServer after = RedisServer.started();
				TcpProxy proxy = TcpProxy.to(before.port());
				Shop shop = on(proxy.port()).filled()) {
			before.command("REPLICAOF", "127.0.0.1", String.valueOf(after.port()));
			awaitDoubt(shop);
			Symptoms symptoms = Symptoms.of("Redis, read-only", shop).within(ONE_TIMEOUT, ONE_TIMEOUT.multipliedBy(2));
			assertThat(shop.opened() || symptoms.counted() > 0).as("writes count").isTrue();
			proxy.lead(after.port());
			shop.assertServesAgain("Redis, read-only, and its name leads to the new primary");
		}
	}

	@Test
	void outOfMemory() {
		try (RedisServer server = RedisServer.started(); Shop shop = on(server.port()).filled()) {
			server.command("CONFIG", "SET", "maxmemory", "1");
			Symptoms.of("Redis, out of memory", shop).refusedWithin(ONE_TIMEOUT);
			server.command("CONFIG", "SET", "maxmemory", "0");
			shop.assertServesAgain("Redis, out of memory");
		}
	}

	@Test
	void loading() {
		try (RedisServer server = RedisServer.started(); Shop shop = on(server.port()).filled()) {
			server.command("EVAL", "\"for i = 1, 20000 do redis.call('SET', 'key-' .. i, i) end\"", "0");
			server.command("SAVE");
			server.kill();
			server.startLoading("--key-load-delay", "250", "--loading-process-events-interval-bytes", "1024",
					"--rdbcompression", "no");
			Symptoms.of("Redis, loading", shop).unavailableWithin(ONE_TIMEOUT);
			Awaitility.await()
				.pollInterval(Duration.ofMillis(2))
				.atMost(Duration.ofSeconds(30))
				.until(() -> server.command("PING").startsWith("+PONG"));
			shop.assertServesAgain("Redis, loading");
		}
	}

	private static void say(Socket connection, String command) throws IOException {
		connection.getOutputStream().write((command + "\r\n").getBytes());
		byte[] reply = connection.getInputStream().readNBytes(5);
		assertThat(new String(reply)).isEqualTo("+OK\r\n");
	}

	private static Shop on(int port) {
		return new Shop("spring.data.redis.port=" + port);
	}

	/**
	 * Waits until a server's new role is known, as it is asked every second.
	 */
	private static void awaitDoubt(Shop shop) {
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !shop.hits(0));
	}

	/**
	 * Names that can be unknown.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Names {

		static final AtomicBoolean KNOWN = new AtomicBoolean();

		@Bean
		ClientResourcesBuilderCustomizer names() {
			DnsResolver names = (name) -> {
				if (!KNOWN.get()) {
					throw new UnknownHostException(name);
				}
				return new InetAddress[] { InetAddress.getLoopbackAddress() };
			};
			return (resources) -> resources.socketAddressResolver(SocketAddressResolver.create(names));
		}

	}

}
