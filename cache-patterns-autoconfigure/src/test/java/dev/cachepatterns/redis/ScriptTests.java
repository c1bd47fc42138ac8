package dev.cachepatterns.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.MemoryStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.Slot.Entry;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Script}: in any order of steps they answer and leave the same as the
 * steps in Java, which the simulation proves.
 */
@Tag("proof")
class ScriptTests {

	private static final int SEQUENCES = 1000;

	private static final int STEPS = 20;

	private static final Duration LONG = Duration.ofMinutes(10);

	private final List<String> done = new ArrayList<>();

	@Test
	void scriptsDoTheSameAsStepsInJava() {
		try (RedisServer server = RedisServer.started()) {
			LettuceConnectionFactory connections = new LettuceConnectionFactory("127.0.0.1", server.port());
			connections.afterPropertiesSet();
			connections.start();
			try (CacheStore redis = new RedisStore(connections, Clock.systemUTC(), ScriptTests::random, Runnable::run,
					Duration.ZERO);
					CacheStore memory = MemoryStore.create(64_000_000, Clock.systemUTC(), ScriptTests::random,
							(cache) -> {
							})) {
				for (int seed = 0; seed < SEQUENCES; seed++) {
					run(new Random(seed), StoreKey.of(Region.of("test", "steps"), "key-" + seed), redis, memory);
				}
			}
			connections.destroy();
		}
	}

	private void run(Random random, StoreKey key, CacheStore redis, CacheStore memory) {
		this.done.clear();
		for (int i = 0; i < STEPS; i++) {
			int step = random.nextInt(9);
			long seed = random.nextLong();
			this.done.add("step " + step + " of " + seed);
			boolean there = apply(step, new Random(seed), key, redis);
			boolean expected = apply(step, new Random(seed), key, memory);
			assertThat(there).as("answer to %s", this.done).isEqualTo(expected);
			assertThat(state(redis.get(key).slot())).as("state after %s", this.done)
				.isEqualTo(state(memory.get(key).slot()));
		}
	}

	private static boolean apply(int step, Random random, StoreKey key, CacheStore store) {
		long token = 1 + random.nextInt(3);
		Entry value = Entry.value(21 + random.nextInt(2), 7, new byte[random.nextInt(30)]);
		Entry lease = Entry.lease(11 + random.nextInt(2), 7);
		Entry eventual = Entry.eventual(31, 7, new byte[3]);
		long seen = List.of(Slot.ABSENT, 11L, 12L, 21L, 22L, 31L).get(random.nextInt(6));
		return switch (step) {
			case 0, 1 -> store.enter(key, token, LONG).isPresent();
			case 2 -> store.publish(key, token, value, LONG);
			case 3 -> {
				store.leave(key, token);
				yield true;
			}
			case 4 -> store.replace(key, Slot.ABSENT, lease, LONG);
			case 5 -> store.replace(key, seen, random.nextBoolean() ? value : lease, LONG);
			case 6 -> store.remove(key, seen);
			case 7 -> store.invalidate(key);
			default -> {
				if (random.nextInt(3) == 0) {
					store.set(key, eventual, LONG);
				}
				yield store.put(key, new byte[0], LONG) && store.delete(key);
			}
		};
	}

	private static String state(Slot slot) {
		return (slot instanceof Slot.Intent intent)
				? "W " + intent.dirty() + intent.deadlines().keySet().stream().sorted().toList() : slot.toString();
	}

	private static long random() {
		return ThreadLocalRandom.current().nextLong(1000, Long.MAX_VALUE);
	}

}
