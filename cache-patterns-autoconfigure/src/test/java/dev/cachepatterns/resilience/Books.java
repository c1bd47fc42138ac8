package dev.cachepatterns.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.Cacheable;

/**
 * Knows books, and counts who asks at once.
 */
public class Books {

	static final int CALLERS = 200;

	private final CountDownLatch arrived = new CountDownLatch(CALLERS);

	private final AtomicInteger loads = new AtomicInteger();

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	@Cacheable("titles")
	public String title(int book) {
		return load("title of " + book);
	}

	@Cacheable("pages")
	public List<String> pages(int book) {
		return list(book);
	}

	@Cacheable(cacheNames = "synced", sync = true)
	public List<String> synced(int book) {
		return list(book);
	}

	@Cacheable("futures")
	public CompletableFuture<List<String>> future(int book) {
		return CompletableFuture.completedFuture(list(book));
	}

	@Cacheable("monos")
	public Mono<List<String>> mono(int book) {
		return Mono.fromSupplier(() -> list(book));
	}

	@Cacheable("optionals")
	public Optional<List<String>> optional(int book) {
		return Optional.of(list(book));
	}

	@Cacheable(cacheNames = "secrets", unless = "true")
	public String secret(int book) {
		return load("secret of " + book);
	}

	@Cacheable(cacheNames = "nested", key = "#book")
	public String nested(Callable<String> inner, int book) throws Exception {
		return inner.call();
	}

	@Cacheable(cacheNames = "slow", key = "#book")
	public String slow(int book, CountDownLatch end) throws InterruptedException {
		this.loads.incrementAndGet();
		this.running.incrementAndGet();
		end.await();
		this.running.decrementAndGet();
		return "slow";
	}

	@Cacheable("missing")
	public String missing(int book) {
		throw new IllegalStateException("No book " + book);
	}

	private List<String> list(int book) {
		awaitAll();
		return new ArrayList<>(List.of(load("page of " + book)));
	}

	private void awaitAll() {
		try {
			this.arrived.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	public CountDownLatch arrived() {
		return this.arrived;
	}

	public AtomicInteger loads() {
		return this.loads;
	}

	public AtomicInteger running() {
		return this.running;
	}

	public AtomicInteger most() {
		return this.most;
	}

	public String load(String value) {
		this.loads.incrementAndGet();
		this.most.accumulateAndGet(this.running.incrementAndGet(), Math::max);
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
		this.running.decrementAndGet();
		return value;
	}

}
