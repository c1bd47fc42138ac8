package dev.cachepatterns.stampede;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.Cacheable;

/**
 * Loads a value in every way that a method can, when it is allowed to, or fails.
 */
public class Source {

	private final AtomicInteger loads = new AtomicInteger();

	private volatile CountDownLatch gate = new CountDownLatch(0);

	private volatile @Nullable Throwable failure;

	@Cacheable(cacheNames = "values", key = "#key", unless = "#result == 'secret'")
	public String plain(String key) throws Throwable {
		return load(key);
	}

	@Cacheable(cacheNames = "values", key = "#key", sync = true)
	public String sync(String key) throws Throwable {
		return load(key);
	}

	@Cacheable(cacheNames = "values", key = "#key")
	public CompletableFuture<String> later(String key) {
		return loadLater(key);
	}

	@Cacheable(cacheNames = "values", key = "#key", sync = true)
	public CompletableFuture<String> laterSync(String key) {
		return loadLater(key);
	}

	@Cacheable(cacheNames = "values", key = "#key")
	public Mono<String> mono(String key) {
		return Mono.fromFuture(() -> loadLater(key));
	}

	@Cacheable(cacheNames = "values", key = "#key")
	public Flux<String> flux(String key) {
		return Mono.fromFuture(() -> loadLater(key)).flux();
	}

	@Cacheable(cacheNames = "values", key = "#key")
	public Integer number(String key) throws Throwable {
		return load(key).length();
	}

	private CompletableFuture<String> loadLater(String key) {
		CompletableFuture<String> result = new CompletableFuture<>();
		new Thread(() -> {
			try {
				result.complete(load(key));
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		}).start();
		return result;
	}

	private String load(String key) throws Throwable {
		this.loads.incrementAndGet();
		if (!this.gate.await(1, TimeUnit.MINUTES)) {
			throw new IllegalStateException("Nobody has opened the gate");
		}
		Throwable thrown = this.failure;
		if (thrown != null) {
			throw thrown;
		}
		return key;
	}

	void fail(@Nullable Throwable thrown) {
		this.failure = thrown;
	}

	void close() {
		this.gate = new CountDownLatch(1);
	}

	void open() {
		this.gate.countDown();
	}

	/**
	 * Loads since the last question.
	 */
	int loads() {
		return this.loads.getAndSet(0);
	}

	int begun() {
		return this.loads.get();
	}

}
