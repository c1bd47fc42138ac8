package dev.cachepatterns.stampede;

import java.util.concurrent.CompletableFuture;

import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.Cacheable;

/**
 * Methods that everyone calls at once.
 */
@CacheConfig(cacheNames = Values.CACHE)
public class Values {

	static final String CACHE = "values";

	private final LoggedLoader loader;

	Values(LoggedLoader loader) {
		this.loader = loader;
	}

	@Cacheable(key = "#key")
	public String plain(String key) {
		return this.loader.load(key);
	}

	@Cacheable(key = "#key", sync = true)
	public String sync(String key) {
		return this.loader.load(key);
	}

	@Cacheable(key = "#key")
	public CompletableFuture<String> later(String key) {
		return loadLater(key);
	}

	@Cacheable(key = "#key", sync = true)
	public CompletableFuture<String> laterSync(String key) {
		return loadLater(key);
	}

	private CompletableFuture<String> loadLater(String key) {
		return CompletableFuture.supplyAsync(() -> this.loader.load(key), (step) -> new Thread(step).start());
	}

}
