package dev.cachepatterns.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.CasStore.Versioned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every {@link CasStore} promises.
 */
public interface CasStoreContract {

	Duration LONG = Duration.ofMinutes(10);

	/**
	 * The store.
	 */
	CasStore store();

	/**
	 * Waits until bytes must have expired that were stored for a millisecond.
	 */
	void expire(String name);

	@Test
	default void getWhenNothingStandsThereIsNull() {
		assertThat(store().get(name())).isNull();
	}

	@Test
	default void addStoresWhereNothingStands() {
		String name = name();
		assertThat(store().add(name, bytes("one"), LONG)).isTrue();
		assertThat(text(name)).isEqualTo("one");
		assertThat(store().add(name, bytes("two"), LONG)).isFalse();
		assertThat(text(name)).isEqualTo("one");
	}

	@Test
	default void replaceWhenNobodyHasChangedItReplaces() {
		String name = name();
		store().add(name, bytes("one"), LONG);
		Versioned read = store().get(name);
		assertThat(store().replace(name, read.version(), bytes("two"), LONG)).isTrue();
		assertThat(text(name)).isEqualTo("two");
		assertThat(store().get(name).version()).isNotEqualTo(read.version());
	}

	@Test
	default void replaceWhenSomebodyHasChangedItDoesNot() {
		String name = name();
		store().add(name, bytes("one"), LONG);
		Versioned read = store().get(name);
		// The same bytes are another version
		store().replace(name, read.version(), bytes("one"), LONG);
		assertThat(store().replace(name, read.version(), bytes("two"), LONG)).isFalse();
		assertThat(text(name)).isEqualTo("one");
	}

	@Test
	default void replaceWhenNothingStandsThereDoesNot() {
		String name = name();
		store().add(name, bytes("one"), LONG);
		Versioned read = store().get(name);
		store().delete(name);
		assertThat(store().replace(name, read.version(), bytes("two"), LONG)).isFalse();
		assertThat(store().get(name)).isNull();
		store().add(name, bytes("three"), LONG);
		assertThat(store().replace(name, read.version(), bytes("two"), LONG)).isFalse();
		assertThat(text(name)).isEqualTo("three");
	}

	@Test
	default void removeRemovesTheVersionOnly() {
		String name = name();
		store().add(name, bytes("one"), LONG);
		Versioned read = store().get(name);
		store().replace(name, read.version(), bytes("two"), LONG);
		assertThat(store().remove(name, read.version())).isFalse();
		assertThat(text(name)).isEqualTo("two");
		assertThat(store().remove(name, store().get(name).version())).isTrue();
		assertThat(store().get(name)).isNull();
		assertThat(store().add(name, bytes("three"), LONG)).isTrue();
	}

	@Test
	default void deleteRemovesAnything() {
		String name = name();
		assertThat(store().delete(name)).isFalse();
		store().add(name, bytes("one"), LONG);
		assertThat(store().delete(name)).isTrue();
		assertThat(store().get(name)).isNull();
	}

	@Test
	default void getAllLeavesOutWhatIsMissing() {
		String one = name();
		String two = name();
		store().add(one, bytes("one"), LONG);
		store().add(two, bytes("two"), LONG);
		assertThat(store().getAll(List.of())).isEmpty();
		assertThat(store().getAll(List.of(one, name(), two))).containsOnlyKeys(one, two);
		assertThat(store().getAll(List.of(one)).get(one).version()).isEqualTo(store().get(one).version());
	}

	@Test
	default void bytesExpire() {
		String name = name();
		store().add(name, bytes("one"), Duration.ofMillis(1));
		String replaced = name();
		store().add(replaced, bytes("one"), LONG);
		store().replace(replaced, store().get(replaced).version(), bytes("two"), Duration.ofMillis(1));
		expire(name);
		expire(replaced);
		assertThat(store().add(name, bytes("two"), LONG)).isTrue();
	}

	@Test
	default void longTimesAreLong() {
		for (Duration ttl : List.of(Duration.ofDays(31), Duration.ofDays(365 * 200),
				Duration.ofMillis(Long.MAX_VALUE))) {
			String name = name();
			store().add(name, bytes("one"), ttl);
			assertThat(store().get(name)).as("%s", ttl).isNotNull();
			assertThat(store().replace(name, store().get(name).version(), bytes("two"), ttl)).isTrue();
			assertThat(text(name)).as("%s", ttl).isEqualTo("two");
		}
	}

	@Test
	default void bytesUpToTheLimitAreStoredAndMoreAreRejected() {
		String name = "x".repeat(250 - 36) + UUID.randomUUID();
		assertThat(store().add(name, new byte[store().limit()], LONG)).isTrue();
		assertThat(store().get(name).bytes()).hasSize(store().limit());
		byte[] large = new byte[store().limit() + 1024];
		assertThatExceptionOfType(StoreRejectedException.class).isThrownBy(() -> store().add(name(), large, LONG));
		long version = store().get(name).version();
		assertThatExceptionOfType(StoreRejectedException.class)
			.isThrownBy(() -> store().replace(name, version, large, LONG));
		assertThat(store().get(name).bytes()).as("what was there").hasSize(store().limit());
	}

	@Test
	default void replaceWhenManyTryAtOnceSucceedsForOne() throws Exception {
		String name = name();
		store().add(name, bytes("0"), LONG);
		int threads = 4;
		int each = 100;
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<Void>> done = IntStream.range(0, threads)
				.mapToObj((thread) -> executor.submit(() -> count(name, each, start)))
				.toList();
			start.countDown();
			for (Future<Void> one : done) {
				one.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(text(name)).isEqualTo(String.valueOf(threads * each));
	}

	private Void count(String name, int times, CountDownLatch start) throws InterruptedException {
		start.await();
		for (int i = 0; i < times;) {
			Versioned read = store().get(name);
			int next = Integer.parseInt(new String(read.bytes(), StandardCharsets.UTF_8)) + 1;
			if (store().replace(name, read.version(), bytes(String.valueOf(next)), LONG)) {
				i++;
			}
		}
		return null;
	}

	private String text(String name) {
		return new String(store().get(name).bytes(), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String name() {
		return "cas:" + UUID.randomUUID();
	}

}
