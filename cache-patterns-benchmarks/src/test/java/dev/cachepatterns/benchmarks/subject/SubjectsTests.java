package dev.cachepatterns.benchmarks.subject;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.cachepatterns.benchmarks.server.ServerUse;
import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of all {@link Subjects}, on real servers.
 */
@Tag("proof")
class SubjectsTests {

	private static final int CALLS = 100;

	private static final Map<Backend, Subjects> started = new EnumMap<>(Backend.class);

	@AfterAll
	static void close() {
		started.values().forEach(Subjects::close);
	}

	@ParameterizedTest
	@EnumSource
	void everySubjectAnswersFromItsCache(Backend backend) {
		for (Subject subject : prepared(backend).all()) {
			long loads = subject.loads();
			assertThat(subject.read(7)).as(subject.name()).isEqualTo(Product.of(7));
			assertThat(subject.readAll(List.of(8L, 9L))).as(subject.name())
				.containsExactlyInAnyOrder(Product.of(8), Product.of(9));
			subject.put(Product.of(-1));
			subject.settle();
			assertThat(subject.read(-1)).as(subject.name()).isEqualTo(Product.of(-1));
			assertThat(subject.loads()).as(subject.name()).isEqualTo(loads);
		}
	}

	@ParameterizedTest
	@EnumSource
	void everySubjectLoadsAMissOnce(Backend backend) {
		for (Subject subject : prepared(backend).all()) {
			long loads = subject.loads();
			assertThat(subject.read(-2)).as(subject.name()).isEqualTo(Product.of(-2));
			subject.settle();
			assertThat(subject.read(-2)).as(subject.name()).isEqualTo(Product.of(-2));
			assertThat(subject.loads()).as(subject.name()).isEqualTo(loads + 1);
		}
	}

	@Test
	void hitOnRedisIsOneRoundTrip() {
		Subjects subjects = prepared(Backend.REDIS);
		ServerUse ours = hits(subjects.named("cache-patterns"));
		assertThat(ours.commands()).isEqualTo(Map.of("mget", 1.0));
		assertThat(ours.reads()).isEqualTo(1);
		assertThat(hits(subjects.named("cache-patterns, one tag")).commands()).isEqualTo(Map.of("mget", 1.0));
		assertThat(hits(subjects.named("Lettuce")).commands()).isEqualTo(Map.of("get", 1.0));
		assertThat(hits(subjects.named("Spring's Redis cache, JSON")).commands()).isEqualTo(Map.of("get", 1.0));
	}

	@Test
	void hitOnMemcachedIsOneCommandForTwoKeys() {
		StoreKey key = StoreKey.of(Region.of("ours", Products.CACHE), "7");
		byte[] generation = KeyLayout.generation(key);
		String command = "get " + text(KeyLayout.entry(key, generation)) + " " + text(generation) + "\r\n";
		Subjects subjects = prepared(Backend.MEMCACHED);
		ServerUse ours = hits(subjects.named("cache-patterns"));
		assertThat(ours.commands()).isEqualTo(Map.of("cmd_get", 2.0));
		assertThat(ours.bytesRead()).isEqualTo(command.length());
		assertThat(hits(subjects.named("XMemcached")).commands()).isEqualTo(Map.of("cmd_get", 1.0));
	}

	@Test
	void mixedPutOnRedisIsNineReadsForEachPut() {
		Subjects subjects = prepared(Backend.REDIS);
		assertThat(commands(subjects.named("Spring's Redis cache, JSON"), Operation.MIXED_PUT))
			.containsEntry("get", 900.0)
			.containsEntry("set", 100.0);
		// Where the generation of a bucket is known of late, the entry alone is read
		Map<String, Double> eventual = commands(subjects.named("cache-patterns, eventual"), Operation.MIXED_PUT);
		assertThat(eventual.getOrDefault("get", 0.0) + eventual.getOrDefault("mget", 0.0)).isBetween(900.0, 1000.0);
		assertThat(eventual).containsEntry("set", 100.0);
		// Out of a transaction, a write enters and exits
		assertThat(commands(subjects.named("cache-patterns"), Operation.MIXED_PUT)).containsEntry("mget", 900.0)
			.containsEntry("evalsha", 200.0);
	}

	@Test
	void mixedEvictOnRedisIsNineReadsForEachEviction() {
		Subjects subjects = prepared(Backend.REDIS);
		Subject spring = subjects.named("Spring's Redis cache, JSON");
		long loads = spring.loads();
		Map<String, Double> commands = commands(spring, Operation.MIXED_EVICT);
		assertThat(commands).containsEntry("get", 900.0).containsEntry("del", 100.0);
		assertThat(commands.get("set")).isEqualTo(spring.loads() - loads).isBetween(10.0, 100.0);
		Subject strict = subjects.named("cache-patterns");
		loads = strict.loads();
		commands = commands(strict, Operation.MIXED_EVICT);
		// Each eviction enters and exits, each load fills; its lease is a SET
		assertThat(commands).containsEntry("mget", 900.0).containsEntry("evalsha", 200.0 + strict.loads() - loads);
	}

	private static Map<String, Double> commands(Subject subject, Operation operation) {
		Operation.prepare(subject);
		ServerUse before = subject.server().use();
		for (int number = 0; number < 10 * CALLS; number++) {
			operation.call(subject, number);
		}
		return subject.server().use().since(before).commands();
	}

	private static Subjects prepared(Backend backend) {
		return started.computeIfAbsent(backend, (key) -> {
			Subjects subjects = Subjects.start(key);
			subjects.prepare();
			return subjects;
		});
	}

	private static ServerUse hits(Subject subject) {
		ServerUse before = subject.server().use();
		for (int i = 0; i < CALLS; i++) {
			subject.read(7);
		}
		return subject.server().use().since(before).per(CALLS);
	}

	private static String text(byte[] name) {
		return new String(name, StandardCharsets.UTF_8);
	}

}
