package dev.cachepatterns.stampede;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Callers that call together, each on a thread of its own where the method blocks.
 */
final class Callers {

	private static final long STACK = 256 * 1024;

	private final Values values;

	private final int number;

	private final BiConsumer<String, String> answer;

	private final ExecutorService threads;

	private CountDownLatch start = new CountDownLatch(0);

	Callers(Values values, int number, BiConsumer<String, String> answer) {
		this.values = values;
		this.number = number;
		this.answer = answer;
		this.threads = Executors.newFixedThreadPool(number, (task) -> new Thread(null, task, "caller", STACK));
	}

	/**
	 * Lets them stand there.
	 */
	void call(Way way, String key) {
		CountDownLatch latch = new CountDownLatch(1);
		this.start = latch;
		Round round = new Round(key);
		List<Way> blocking = List.of(Way.PLAIN, Way.SYNC);
		AtomicInteger missing = new AtomicInteger(blocking.contains(way) ? this.number : 1);
		for (int i = missing.get(); i > 0; i--) {
			this.threads.execute(() -> {
				if (missing.decrementAndGet() == 0) {
					this.answer.accept("ready", "0");
				}
				awaited(latch);
				round.call(way);
			});
		}
	}

	Values values() {
		return this.values;
	}

	void go() {
		this.start.countDown();
	}

	private static void awaited(CountDownLatch latch) {
		try {
			if (!latch.await(10, TimeUnit.MINUTES)) {
				throw new IllegalStateException("Nobody has started the callers");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What they get.
	 */
	private final class Round {

		private final String key;

		private final AtomicInteger served = new AtomicInteger();

		private final AtomicInteger failed = new AtomicInteger();

		private final AtomicInteger wrong = new AtomicInteger();

		private final AtomicLong longest = new AtomicLong();

		private final AtomicInteger open = new AtomicInteger(Callers.this.number);

		Round(String key) {
			this.key = key;
		}

		void call(Way way) {
			Values values = Callers.this.values;
			switch (way) {
				case PLAIN -> blocking(() -> values.plain(this.key));
				case SYNC -> blocking(() -> values.sync(this.key));
				case LATER -> {
					for (int i = 0; i < Callers.this.number; i++) {
						long began = System.nanoTime();
						values.later(this.key).whenComplete((value, failure) -> note(began, value, failure));
					}
				}
				case LATER_SYNC -> {
					for (int i = 0; i < Callers.this.number; i++) {
						long began = System.nanoTime();
						values.laterSync(this.key).whenComplete((value, failure) -> note(began, value, failure));
					}
				}
				default -> throw new IllegalArgumentException(way.name());
			}
		}

		private void blocking(Callable<String> method) {
			long began = System.nanoTime();
			try {
				note(began, method.call(), null);
			}
			catch (Throwable ex) {
				note(began, null, ex);
			}
		}

		private void note(long began, @Nullable String value, @Nullable Throwable failure) {
			this.longest.accumulateAndGet(System.nanoTime() - began, Math::max);
			if (("value of " + this.key).equals(value)) {
				this.served.incrementAndGet();
			}
			else if (failure != null && String.valueOf(failure).contains("The database is out")) {
				this.failed.incrementAndGet();
			}
			else if (this.wrong.incrementAndGet() == 1 && failure != null) {
				failure.printStackTrace();
			}
			if (this.open.decrementAndGet() == 0) {
				Callers.this.answer.accept("done", "%d %d %d %d".formatted(this.served.get(), this.failed.get(),
						this.wrong.get(), TimeUnit.NANOSECONDS.toMillis(this.longest.get())));
			}
		}

	}

}
