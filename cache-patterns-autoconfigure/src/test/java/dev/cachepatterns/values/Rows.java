package dev.cachepatterns.values;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.cache.annotation.Cacheable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service whose loads can be held up.
 */
public class Rows {

	private final AtomicInteger loads = new AtomicInteger();

	private volatile String row = "loaded";

	private volatile CountDownLatch loading = new CountDownLatch(0);

	private volatile CountDownLatch go = new CountDownLatch(0);

	public void change(String row) {
		this.row = row;
	}

	public int loads() {
		return this.loads.get();
	}

	public void block() {
		this.loading = new CountDownLatch(1);
		this.go = new CountDownLatch(1);
	}

	public void awaitLoad() throws InterruptedException {
		assertThat(this.loading.await(10, TimeUnit.SECONDS)).isTrue();
	}

	public void proceed() {
		this.go.countDown();
	}

	@Cacheable(cacheNames = "rows", key = "#key")
	public String read(String key) {
		return load(key);
	}

	@Cacheable(cacheNames = "rows", key = "#key", sync = true)
	public String synchronizedRead(String key) {
		return load(key);
	}

	@Cacheable(cacheNames = "rows", key = "#key")
	public CompletableFuture<String> later(String key) {
		return CompletableFuture.supplyAsync(() -> load(key), (step) -> new Thread(step).start());
	}

	@Cacheable(cacheNames = "rows", key = "#key", unless = "true")
	public String unwanted(String key) {
		return load(key);
	}

	@Cacheable(cacheNames = "rows", key = "#key", unless = "true")
	public CompletableFuture<String> unwantedLater(String key) {
		return CompletableFuture.completedFuture(load(key));
	}

	private String load(String key) {
		String row = this.row;
		this.loads.incrementAndGet();
		this.loading.countDown();
		try {
			assertThat(this.go.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		if (key.equals("fail")) {
			throw new IllegalStateException("No such row");
		}
		return row;
	}

}
