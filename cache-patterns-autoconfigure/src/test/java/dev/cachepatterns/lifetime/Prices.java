package dev.cachepatterns.lifetime;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import dev.cachepatterns.annotation.LoadTimeout;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

/**
 * Reads a price in every way that a method can.
 */
@CacheConfig(cacheNames = "prices")
public class Prices {

	private final PriceTable table;

	Prices(PriceTable table) {
		this.table = table;
	}

	@Cacheable(key = "#item", unless = "#result == 'secret'")
	public @Nullable String plain(String item) {
		return this.table.read(item);
	}

	@Cacheable(key = "#item")
	@LoadTimeout(value = "100ms", soft = "${price.soft}")
	public @Nullable String impatient(String item) {
		return this.table.read(item);
	}

	@Cacheable(key = "#item", sync = true)
	@LoadTimeout("100ms")
	public @Nullable String impatientSync(String item) {
		return this.table.read(item);
	}

	@Cacheable(key = "#item", sync = true)
	public @Nullable String sync(String item) {
		return this.table.read(item);
	}

	@Cacheable(key = "#item")
	public Optional<String> optional(String item) {
		return Optional.ofNullable(this.table.read(item));
	}

	@Cacheable(key = "#item")
	public CompletableFuture<@Nullable String> later(String item) {
		return this.table.readLater(item);
	}

	@Cacheable(key = "#item", sync = true)
	public CompletableFuture<@Nullable String> laterSync(String item) {
		return this.table.readLater(item);
	}

	@Cacheable(key = "#item")
	public Mono<String> mono(String item) {
		return Mono.fromFuture(() -> this.table.readLater(item));
	}

	@Cacheable(cacheNames = "lists", key = "#item")
	public Flux<String> flux(String item) {
		return Mono.fromFuture(() -> this.table.readLater(item)).flux();
	}

	@CacheEvict(key = "#item")
	public void change(String item) {
		this.table.change();
	}

}
