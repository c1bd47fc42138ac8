package dev.cachepatterns.annotated;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import dev.cachepatterns.annotation.WriteThrough;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

/**
 * Annotated methods whose results arrive later.
 */
public class AsynchronousCities {

	private final Map<Long, City> rows = new ConcurrentHashMap<>();

	private final AtomicInteger calls = new AtomicInteger();

	Map<Long, City> rows() {
		return this.rows;
	}

	int calls() {
		return this.calls.getAndSet(0);
	}

	private City row(long id) {
		this.calls.incrementAndGet();
		return this.rows.get(id);
	}

	@Cacheable("futures")
	public CompletableFuture<City> future(long id) {
		return CompletableFuture.supplyAsync(() -> row(id));
	}

	@Cacheable(cacheNames = "sync-futures", sync = true)
	public CompletableFuture<City> syncFuture(long id) {
		return CompletableFuture.supplyAsync(() -> row(id));
	}

	@Cacheable("monos")
	public Mono<City> mono(long id) {
		return Mono.fromSupplier(() -> row(id));
	}

	@Cacheable(cacheNames = "sync-monos", sync = true)
	public Mono<City> syncMono(long id) {
		return Mono.fromSupplier(() -> row(id));
	}

	@Cacheable("fluxes")
	public Flux<City> flux(List<Long> ids) {
		return Flux.fromIterable(ids).map(this::row);
	}

	@Cacheable("futures")
	public CompletableFuture<City> failing(String why) {
		this.calls.incrementAndGet();
		return CompletableFuture.failedFuture(new IllegalStateException(why));
	}

	@WriteThrough(cacheNames = "futures", key = "#city.id")
	public CompletableFuture<City> writeFuture(City city) {
		return CompletableFuture.supplyAsync(() -> {
			this.rows.put(city.id(), city);
			return city;
		});
	}

	@WriteThrough(cacheNames = "monos", key = "#city.id", evict = @CacheEvict(cacheNames = "fluxes", allEntries = true))
	public Mono<City> writeMono(City city) {
		return Mono.fromSupplier(() -> {
			this.rows.put(city.id(), city);
			return city;
		});
	}

	@WriteThrough(cacheNames = "monos", key = "#city.id")
	public Mono<City> failMono(City city) {
		return Mono.error(new IllegalStateException("Not written"));
	}

	@CacheEvict(cacheNames = "monos", key = "#id")
	public Mono<Void> deleteMono(long id) {
		return Mono.fromRunnable(() -> this.rows.remove(id));
	}

	@CacheEvict(cacheNames = "monos", key = "#id", beforeInvocation = true)
	public Mono<City> evictFirst(long id) {
		return Mono.error(new IllegalStateException("Evicted before"));
	}

	@CacheEvict(cacheNames = "fluxes", allEntries = true)
	public Flux<City> importAll(Flux<City> cities) {
		return cities.doOnNext((city) -> this.rows.put(city.id(), city));
	}

}
