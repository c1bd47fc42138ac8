package dev.cachepatterns.autoconfigure;

import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;

import dev.cachepatterns.annotation.WriteThrough;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/**
 * A bean with annotated methods.
 */
public class Greetings {

	private final AtomicInteger calls = new AtomicInteger();

	int calls() {
		return this.calls.getAndSet(0);
	}

	@Cacheable("greetings")
	public String greet(String name) {
		this.calls.incrementAndGet();
		return "Hello " + name;
	}

	@CachePut(cacheNames = "greetings", key = "#name")
	public String put(String name) {
		return "Put " + name;
	}

	@WriteThrough(cacheNames = "greetings", key = "#name")
	public String write(String name) {
		return "Written " + name;
	}

	@CacheEvict("greetings")
	public void evict(String name) {
		this.calls.incrementAndGet();
	}

	@CacheEvict(cacheNames = "greetings", allEntries = true)
	public void clear() {
		this.calls.incrementAndGet();
	}

	@Cacheable("failing")
	public String fail(String why) {
		throw new IllegalStateException(why);
	}

	@Cacheable("failing")
	public Mono<String> failLater(String why, int any) {
		return Mono.error(new IllegalStateException(why));
	}

}
