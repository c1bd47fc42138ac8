package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.function.IntConsumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one caller has of a fault: the test fails unless all its answers are right.
 *
 * @param reads the slowest read until the breaker was open
 * @param writes the slowest write
 * @param open whether it has opened
 * @param afterwards the slowest read after the writes
 * @param counted calls that counted against the cache, of those that the breaker
 * remembers
 */
record Symptoms(Duration reads, Duration writes, boolean open, Duration afterwards, int counted) {

	private static final int READS = 25;

	private static final int WRITES = 3;

	/**
	 * Reads and writes during a fault.
	 * @param fault what the test prints
	 * @param shop the application, with a fault that is there already
	 * @return what was seen
	 */
	static Symptoms of(String fault, Shop shop) {
		return of(fault, shop, Shop.OLD);
	}

	/**
	 * The same.
	 * @param price that of item 0 so far
	 */
	static Symptoms of(String fault, Shop shop, int price) {
		Duration reads = slowest(READS, (i) -> {
			if (!shop.opened()) {
				find(shop, i % Shop.ITEMS, price);
			}
		});
		boolean open = shop.opened();
		int counted = shop.unavailable();
		Duration writes = slowest(WRITES, (i) -> shop.prices().write(i % Shop.ITEMS, Shop.NEW + i % Shop.ITEMS));
		Duration changes = slowest(Shop.ITEMS, (i) -> shop.prices().change(i, Shop.NEW + i));
		counted += shop.unavailable();
		Duration afterwards = slowest(READS, (i) -> find(shop, i % Shop.ITEMS, Shop.NEW));
		Symptoms symptoms = new Symptoms(reads, max(writes, changes), open, afterwards, counted);
		System.out.printf(
				"%s: 0 failed calls; slowest read %.1f ms until the breaker opens, %s; slowest write %.1f ms%n", fault,
				millis(reads), open ? "%.2f ms afterwards".formatted(millis(afterwards))
						: "which it does not (%d calls count)".formatted(counted),
				millis(symptoms.writes()));
		return symptoms;
	}

	private static void find(Shop shop, int item, int base) {
		assertThat(shop.prices().find(item)).as("price of " + item).isEqualTo(base + item);
	}

	private static Duration slowest(int times, IntConsumer call) {
		Duration slowest = Duration.ZERO;
		for (int i = 0; i < times; i++) {
			long began = System.nanoTime();
			call.accept(i);
			slowest = max(slowest, Duration.ofNanos(System.nanoTime() - began));
		}
		return slowest;
	}

	private static Duration max(Duration one, Duration other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

	private static double millis(Duration time) {
		return time.toNanos() / 1e6;
	}

	/**
	 * The cache counts as out, and costs no call more than a bound.
	 */
	Symptoms unavailableWithin(Duration bound) {
		return unavailable().within(bound, bound.multipliedBy(2));
	}

	/**
	 * The cache counts as out.
	 */
	Symptoms unavailable() {
		assertThat(this.open).as("open").isTrue();
		assertThat(this.afterwards).as("reads while the breaker is open").isLessThan(Duration.ofMillis(100));
		return this;
	}

	/**
	 * The cache has answered, and counts as well.
	 */
	Symptoms refusedWithin(Duration bound) {
		assertThat(this.open).as("open").isFalse();
		assertThat(this.counted).as("calls that count").isZero();
		return within(bound, bound.multipliedBy(2));
	}

	/**
	 * No read and no write takes longer than a bound. A write speaks to the cache before
	 * the change and after it.
	 */
	Symptoms within(Duration reads, Duration writes) {
		assertThat(this.reads).as("reads").isLessThan(reads);
		assertThat(this.writes).as("writes").isLessThan(writes);
		return this;
	}

}
