package dev.cachepatterns.lifetime;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The database: says how often it was asked, fails or waits when it is told to.
 */
final class PriceTable {

	private final Map<String, AtomicInteger> reads = new ConcurrentHashMap<>();

	private final AtomicInteger version = new AtomicInteger(1);

	private volatile CountDownLatch gate = new CountDownLatch(0);

	private volatile boolean fails;

	private volatile @Nullable String answer;

	@Nullable String read(String item) {
		this.reads.computeIfAbsent(item, (any) -> new AtomicInteger()).incrementAndGet();
		String read = "nothing".equals(item) ? null : (this.answer != null) ? this.answer : now(item);
		pass();
		if (this.fails) {
			throw new IllegalStateException("The database is out");
		}
		return read;
	}

	CompletableFuture<@Nullable String> readLater(String item) {
		CompletableFuture<@Nullable String> result = new CompletableFuture<>();
		new Thread(() -> {
			try {
				result.complete(read(item));
			}
			catch (IllegalStateException ex) {
				result.completeExceptionally(ex);
			}
		}).start();
		return result;
	}

	private void pass() {
		try {
			if (!this.gate.await(1, TimeUnit.MINUTES)) {
				throw new IllegalStateException("Nobody has opened the gate");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void change() {
		this.version.incrementAndGet();
	}

	void answer(String answer) {
		this.answer = answer;
	}

	void fail(boolean fails) {
		this.fails = fails;
	}

	void close() {
		this.gate = new CountDownLatch(1);
	}

	void open() {
		this.gate.countDown();
	}

	int reads(String item) {
		AtomicInteger reads = this.reads.get(item);
		return (reads != null) ? reads.get() : 0;
	}

	String now(String item) {
		return item + " costs " + this.version.get();
	}

}
