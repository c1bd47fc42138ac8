package dev.cachepatterns.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.Slot.Entry;
import dev.cachepatterns.store.Slot.Intent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Atomicity: many threads of two instances on one key.
 */
public interface ConcurrencyContract extends StoreFixture {

	int THREADS = 8;

	@Test
	default void replaceWhenManyExpectAbsentStoresOne() throws Exception {
		for (int round = 0; round < 50; round++) {
			StoreKey key = key();
			List<Boolean> stored = together((i) -> client(i).replace(key, Slot.ABSENT, value(key, "" + i), LONG));
			assertThat(stored).containsOnlyOnce(true);
		}
	}

	@Test
	default void replaceWhenManyHaveSeenTheSameStampStoresOne() throws Exception {
		for (int round = 0; round < 50; round++) {
			StoreKey key = key();
			long seen = stored(key, "seen").stamp();
			List<Boolean> stored = together((i) -> client(i).replace(key, seen, value(key, "" + i), LONG));
			assertThat(stored).containsOnlyOnce(true);
		}
	}

	@Test
	default void removeWhenManyHaveSeenTheSameStampRemovesOnce() throws Exception {
		for (int round = 0; round < 50; round++) {
			StoreKey key = key();
			long seen = stored(key, "seen").stamp();
			assertThat(together((i) -> client(i).remove(key, seen))).containsOnlyOnce(true);
		}
	}

	@Test
	default void invalidateByManyFindsTheValueOnce() throws Exception {
		for (int round = 0; round < 50; round++) {
			StoreKey key = key();
			stored(key, "there");
			assertThat(together((i) -> client(i).invalidate(key))).containsOnlyOnce(true);
		}
	}

	@Test
	default void generationWhenManyMakeItIsOne() throws Exception {
		for (int round = 0; round < 50; round++) {
			StoreKey key = StoreKey.of(Region.of("test", "raced-" + random()), "key");
			Set<Long> made = new HashSet<>(together((i) -> client(i).generation(key).orElseThrow()));
			assertThat(made).hasSize(1);
		}
	}

	@Test
	default void enterByManyKeepsEveryToken() throws Exception {
		for (int round = 0; round < 50; round++) {
			StoreKey key = key();
			together((i) -> client(i).enter(key, i + 1, LONG));
			Intent intent = (Intent) store().get(key).slot();
			assertThat(intent.deadlines()).hasSize(THREADS);
			assertThat(intent.dirty()).isTrue();
		}
	}

	@Test
	default void publishByManyOverlappingWritersLeavesNothing() throws Exception {
		for (int round = 0; round < 50; round++) {
			StoreKey key = key();
			together((i) -> client(i).enter(key, i + 1, LONG));
			List<Boolean> published = together((i) -> client(i).publish(key, i + 1, value(key, "" + i), LONG));
			assertThat(published).containsOnly(false);
			assertThat(store().get(key).slot()).isEqualTo(new Slot.Absent());
		}
	}

	@Test
	default void writersAndFillsNeverLeaveAFillOverAnIntent() throws Exception {
		for (int round = 0; round < 50; round++) {
			StoreKey key = key();
			together((i) -> {
				if (i % 2 == 0) {
					return client(i).enter(key, i + 1, LONG).isPresent();
				}
				Lookup seen = client(i).get(key);
				return client(i).replace(key, seen.slot().stamp(), value(key, "fill"), LONG);
			});
			assertThat(store().get(key).slot()).isInstanceOf(Intent.class);
		}
	}

	@Test
	default void getNeverSeesATornValue() throws Exception {
		StoreKey key = key();
		List<Boolean> whole = together((i) -> {
			boolean ok = true;
			for (int round = 0; round < 200; round++) {
				client(i).put(key, String.valueOf((char) ('a' + i)).repeat(1000 + i).getBytes(), LONG);
				Slot slot = client(i).get(key).slot();
				ok &= slot instanceof Entry entry && whole(entry.payload());
			}
			return ok;
		});
		assertThat(whole).containsOnly(true);
	}

	private CacheStore client(int i) {
		return (i % 2 == 0) ? store() : other();
	}

	private static <T> List<T> together(IntFunction<T> action) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			CountDownLatch start = new CountDownLatch(1);
			List<Future<T>> futures = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				int number = i;
				Callable<T> task = () -> {
					start.await();
					return action.apply(number);
				};
				futures.add(threads.submit(task));
			}
			start.countDown();
			List<T> results = new ArrayList<>();
			for (Future<T> future : futures) {
				results.add(future.get());
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static boolean whole(ByteBuffer payload) {
		return payload.remaining() == 1000 + payload.get(0) - 'a' && payload.get(0) == payload.get(payload.limit() - 1);
	}

}
