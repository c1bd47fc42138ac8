package dev.cachepatterns.failover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.testing.RedisServer;
import dev.cachepatterns.testing.TcpProxy;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Redis that restarts, or whose place another takes, never brings back what was
 * overwritten.
 */
@Tag("alone")
@Tag("proof")
@ExtendWith(OutputCaptureExtension.class)
class RedisRestartTests {

	private static final int RESTARTS = 6;

	private static final StoreKey KEY = StoreKey.of(Region.of("cache-patterns", "versions"), "key");

	private static final String[] SILENT = { "--user", "default", "on", "nopass", "~*", "&*", "+@all", "-info" };

	private final Database database = new Database();

	@Test
	void olderSnapshotIsNotServed() {
		try (RedisServer server = RedisServer.started();
				Instance instance = Instance.on(this.database, server.port())) {
			restoreOlderSnapshot(server, instance);
			assertThat(raw(server)).endsWith("1");
			assertThat(instance.findUntilHit("key")).containsExactly(2L);
			assertThat(raw(server)).endsWith("2");
		}
	}

	@Test
	void olderSnapshotIsNotServedByAnEventualCacheThatKnowsItsGeneration() {
		try (RedisServer server = RedisServer.started();
				Instance instance = new Instance(this.database, "spring.data.redis.port=" + server.port(),
						"cache-patterns.caches.versions.consistency=eventual")) {
			restoreOlderSnapshot(server, instance);
			assertThat(raw(server)).endsWith("1");
			assertThat(instance.findUntilHit("key")).containsExactly(2L);
			assertThat(raw(server)).endsWith("2");
		}
	}

	@Test
	void olderSnapshotIsNotServedByAnInstanceThatStartsLater() {
		try (RedisServer server = RedisServer.started()) {
			try (Instance instance = Instance.on(this.database, server.port())) {
				restoreOlderSnapshot(server, instance);
			}
			assertThat(raw(server)).endsWith("1");
			try (Instance instance = Instance.on(this.database, server.port())) {
				assertThat(instance.hits("key")).isFalse();
				assertThat(instance.find("key")).isEqualTo(2);
				assertThat(instance.hits("key")).isTrue();
			}
		}
	}

	@Test
	void olderSnapshotIsServedAndReportedWhereTheServerDoesNotTell(CapturedOutput output) {
		try (RedisServer server = RedisServer.started(SILENT);
				Instance instance = Instance.on(this.database, server.port())) {
			restoreOlderSnapshot(server, instance);
			assertThat(instance.findUntilHit("key")).contains(1L);
		}
		assertThat(output).containsOnlyOnce("Redis does not say which run of the server answers");
	}

	@Test
	void connectionThatReadsFromReplicasIsReportedAndUsed(CapturedOutput output) {
		try (RedisServer server = RedisServer.started();
				Instance instance = new Instance(this.database,
						"spring.data.redis.masterreplica.nodes=127.0.0.1:" + server.port())) {
			instance.write("key", 1);
			assertThat(instance.hits("key")).isTrue();
		}
		assertThat(output).containsOnlyOnce("Lettuce reads from replicas");
	}

	@Test
	void dataOfAnAppendOnlyFileIsNotTrusted() {
		try (RedisServer server = RedisServer.started("--appendonly", "yes", "--appendfsync", "always");
				Instance instance = Instance.on(this.database, server.port())) {
			instance.write("key", 1);
			assertThat(instance.hits("key")).isTrue();
			server.kill();
			server.start();
			assertThat(raw(server)).endsWith("1");
			long loads = this.database.loads();
			assertThat(instance.findUntilHit("key")).containsExactly(1L);
			assertThat(this.database.loads()).isGreaterThan(loads);
		}
	}

	@Test
	void brokenConnectionCostsNoCachedValue() {
		try (RedisServer server = RedisServer.started();
				Instance instance = Instance.on(this.database, server.port())) {
			instance.write("key", 1);
			assertThat(instance.hits("key")).isTrue();
			String generation = generation(server);
			assertThat(server.command("CLIENT", "KILL", "TYPE", "normal")).startsWith(":1");
			this.database.store("key", 2);
			assertThat(instance.findUntilHit("key")).contains(1L);
			assertThat(generation(server)).isEqualTo(generation);
			assertThat(instance.hits("key")).isTrue();
		}
	}

	@Test
	void promotedReplicaThatLostAWriteIsNotServed() {
		try (RedisServer primary = RedisServer.started();
				RedisServer replica = RedisServer.started("--replicaof", "127.0.0.1 " + primary.port());
				TcpProxy proxy = TcpProxy.to(primary.port());
				Instance instance = Instance.on(this.database, proxy.port())) {
			Replication.awaitReplicas(primary, 1);
			instance.write("key", 1);
			assertThat(instance.hits("key")).isTrue();
			Replication.await(primary, replica);
			replica.command("REPLICAOF", "NO", "ONE");
			instance.write("key", 2);
			assertThat(instance.hits("key")).isTrue();
			assertThat(raw(primary)).endsWith("2");
			assertThat(raw(replica)).endsWith("1");
			proxy.lead(replica.port());
			proxy.drop();
			assertThat(instance.findUntilHit("key")).containsExactly(2L);
			assertThat(raw(replica)).endsWith("2");
		}
	}

	@Test
	void writeThatOnlyTheOldPrimaryKnowsIsRepeatedOnTheNewOne() {
		try (RedisServer primary = RedisServer.started();
				RedisServer replica = RedisServer.started("--replicaof", "127.0.0.1 " + primary.port());
				TcpProxy proxy = TcpProxy.to(primary.port());
				Instance writer = Instance.on(this.database, proxy.port());
				Instance reader = Instance.on(this.database, replica.port())) {
			Replication.awaitReplicas(primary, 1);
			writer.write("key", 1);
			Replication.await(primary, replica);
			replica.command("REPLICAOF", "NO", "ONE");
			assertThat(reader.findUntilHit("key")).containsExactly(1L);
			writer.write("key", 2);
			assertThat(reader.find("key")).isEqualTo(1);
			proxy.lead(replica.port());
			proxy.drop();
			assertThat(writer.findUntilHit("key")).containsExactly(2L);
			assertThat(reader.find("key")).isEqualTo(2);
		}
	}

	@Test
	void readersUnderRestartsNeverSeeWhatWasOverwritten() throws Exception {
		assertThat(staleReadsUnderRestarts()).isZero();
	}

	@Test
	void readersUnderRestartsSeeWhatWasOverwrittenWhereTheServerDoesNotTell() throws Exception {
		assertThat(staleReadsUnderRestarts(SILENT)).isPositive();
	}

	private long staleReadsUnderRestarts(String... options) throws Exception {
		AtomicLong written = new AtomicLong();
		try (RedisServer server = RedisServer.started(options);
				Instance one = Instance.on(this.database, server.port());
				Instance two = Instance.on(this.database, server.port())) {
			one.write("key", written.incrementAndGet());
			List<Reader> readers = List.of(new Reader(one, written), new Reader(one, written), new Reader(two, written),
					new Reader(two, written));
			ExecutorService threads = Executors.newFixedThreadPool(readers.size());
			List<Future<?>> running = new ArrayList<>();
			readers.forEach((reader) -> running.add(threads.submit(reader)));
			for (int i = 0; i < RESTARTS; i++) {
				one.findUntilHit("key");
				two.findUntilHit("key");
				server.command("SAVE");
				long next = written.get() + 1;
				((i % 2 == 0) ? one : two).write("key", next);
				written.set(next);
				server.kill();
				server.start();
				awaitReads(readers, 1000);
			}
			readers.forEach(Reader::stop);
			for (Future<?> reader : running) {
				reader.get();
			}
			threads.shutdown();
			return report(readers);
		}
	}

	private static void awaitReads(List<Reader> readers, long more) {
		List<Long> atLeast = readers.stream().map((reader) -> reader.reads + more).toList();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> IntStream.range(0, readers.size()).allMatch((i) -> readers.get(i).reads >= atLeast.get(i)));
	}

	private long report(List<Reader> readers) {
		long reads = readers.stream().mapToLong((reader) -> reader.reads).sum();
		long stale = readers.stream().mapToLong((reader) -> reader.stale).sum();
		System.out.printf("%d restarts with an older snapshot: %,d reads, %,d loads, %,d stale%n", RESTARTS, reads,
				this.database.loads(), stale);
		// While it restarts everything is loaded, as fast as the readers can
		assertThat(reads - this.database.loads()).as("hits").isGreaterThan(1000);
		return stale;
	}

	private void restoreOlderSnapshot(RedisServer server, Instance instance) {
		instance.write("key", 1);
		assertThat(instance.hits("key")).isTrue();
		assertThat(server.command("SAVE")).startsWith("+OK");
		instance.write("key", 2);
		assertThat(instance.find("key")).isEqualTo(2);
		assertThat(instance.hits("key")).isTrue();
		server.kill();
		server.start();
	}

	/**
	 * What stands under the key, whatever its state; the version is its last character.
	 */
	private static String raw(RedisServer server) {
		return server.command("GET", new String(KeyLayout.entry(KEY, KeyLayout.generation(KEY)))).trim();
	}

	private static String generation(RedisServer server) {
		return server.command("GET", new String(KeyLayout.generation(KEY)));
	}

	/**
	 * Reads until it is stopped, and counts what is older than the last write that had
	 * returned before.
	 */
	private static final class Reader implements Runnable {

		private final Instance instance;

		private final AtomicLong written;

		private volatile boolean stopped;

		private volatile long reads;

		private volatile long stale;

		Reader(Instance instance, AtomicLong written) {
			this.instance = instance;
			this.written = written;
		}

		@Override
		public void run() {
			while (!this.stopped) {
				long atLeast = this.written.get();
				if (this.instance.find("key") < atLeast) {
					this.stale++;
				}
				this.reads++;
			}
		}

		void stop() {
			this.stopped = true;
		}

	}

}
