package dev.cachepatterns.autoconfigure;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.MemcachedClientStateListener;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.cachepatterns.autoconfigure.MemcachedConnectionDetails.Node;
import dev.cachepatterns.testing.MemcachedServer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the application is connected to Memcached.
 */
@ExtendWith(OutputCaptureExtension.class)
class MemcachedConnectionTests {

	private final ApplicationContextRunner runner = Runners.redis()
		.withPropertyValues("cache-patterns.backend=memcached", "cache-patterns.memcached.servers=localhost:1");

	@Test
	void detailsByDefaultAreThoseOfTheProperties() {
		this.runner
			.withPropertyValues(
					"cache-patterns.memcached.servers=cache-1.invalid:11211,127.0.0.1:65535,[::1]:11212,[fe80::1]:1")
			.run((context) -> {
				List<Node> nodes = context.getBean(MemcachedConnectionDetails.class).getNodes();
				assertThat(nodes).containsExactly(new Node("cache-1.invalid", 11211), new Node("127.0.0.1", 65535),
						new Node("::1", 11212), new Node("fe80::1", 1));
				assertThat(nodes).hasToString("[cache-1.invalid:11211, 127.0.0.1:65535, [::1]:11212, [fe80::1]:1]");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "cache", "cache:", ":11211", "cache:65536", "::1:11211", "[::1]", "[cache]:11211", "a:1:2",
			"cache:x" })
	void serverThatIsNoneIsRefused(String server) {
		this.runner.withPropertyValues("cache-patterns.memcached.servers=" + server)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Property 'cache-patterns.memcached.servers' is '%s', but it is no host:port."
					.formatted(server)));
	}

	@Test
	void detailsOfTheApplicationTakeThePlaceOfTheProperties() {
		try (MemcachedServer server = MemcachedServer.started()) {
			this.runner.withBean(MemcachedConnectionDetails.class, () -> () -> List.of(node(server))).run((context) -> {
				assertThat(context).hasSingleBean(MemcachedConnectionDetails.class);
				assertCaching(context.getBean(Greetings.class));
			});
		}
	}

	@Test
	void customizersAreCalledInOrderAfterOurSettings() {
		List<String> calls = new CopyOnWriteArrayList<>();
		try (MemcachedServer server = MemcachedServer.started()) {
			this.runner.withBean(MemcachedConnectionDetails.class, () -> () -> List.of(node(server)))
				.withBean("first", MemcachedClientBuilderCustomizer.class,
						() -> (builder) -> calls.add("first " + builder.getSessionLocator().getClass().getSimpleName()))
				.withBean("second", MemcachedClientBuilderCustomizer.class, () -> (builder) -> {
					calls.add("second " + builder.isFailureMode());
					builder.addStateListener(new Listener(calls));
				})
				.run((context) -> assertThat(calls).containsExactly("first BucketLocator", "second true", "started",
						"connected 200"));
			// The reactor's thread says that it is disconnected
			Awaitility.await()
				.untilAsserted(() -> assertThat(calls.subList(4, calls.size())).containsExactlyInAnyOrder("shut down",
						"disconnected"));
		}
	}

	@Test
	void applicationWhenNameDoesNotResolveStartsWithAWarningAndCachesOnTheOthers(CapturedOutput output) {
		try (MemcachedServer server = MemcachedServer.started()) {
			this.runner
				.withPropertyValues("cache-patterns.memcached.servers=cache-1.invalid:11211,127.0.0.1:" + server.port())
				.run((context) -> {
					Greetings greetings = context.getBean(Greetings.class);
					assertThat(IntStream.range(0, 30).mapToObj((i) -> {
						greetings.write("Ann" + i);
						return greetings.greet("Ann" + i).split(" ")[0];
					})).contains("Written", "Hello");
				});
		}
		assertThat(output).contains("The name of memcached's node 'cache-1.invalid:11211' does not resolve");
	}

	private static void assertCaching(Greetings greetings) {
		greetings.write("Ann");
		assertThat(greetings.greet("Ann")).isEqualTo("Written Ann");
	}

	private static Node node(MemcachedServer server) {
		return new Node("127.0.0.1", server.port());
	}

	/**
	 * Notes what happens to the client.
	 *
	 * @param calls the notes
	 */
	private record Listener(List<String> calls) implements MemcachedClientStateListener {

		@Override
		public void onStarted(MemcachedClient client) {
			this.calls.add("started");
		}

		@Override
		public void onShutDown(MemcachedClient client) {
			this.calls.add("shut down");
		}

		@Override
		public void onConnected(MemcachedClient client, InetSocketAddress address) {
			this.calls.add("connected " + client.getConnectTimeout());
		}

		@Override
		public void onDisconnected(MemcachedClient client, InetSocketAddress address) {
			this.calls.add("disconnected");
		}

		@Override
		public void onException(MemcachedClient client, Throwable failure) {
			this.calls.add(failure.toString());
		}

	}

}
