package dev.cachepatterns.pattern;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * One load at a time for a key in this JVM: callers that come while it runs get its
 * result, or its exception. A loader that asks for its own key in the same thread loads
 * again and does not wait for itself.
 */
final class SingleFlight {

	private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

	CompletableFuture<@Nullable Object> run(String key, Supplier<CompletableFuture<@Nullable Object>> load) {
		Flight mine = new Flight(Thread.currentThread(), new CompletableFuture<>());
		Flight other = this.flights.putIfAbsent(key, mine);
		if (other != null) {
			boolean recursive = other.owner() == Thread.currentThread() && !other.result().isDone();
			return recursive ? load.get() : other.result();
		}
		try {
			load.get().whenComplete((value, failure) -> {
				this.flights.remove(key, mine);
				if (failure != null) {
					mine.result().completeExceptionally(failure);
				}
				else {
					mine.result().complete(value);
				}
			});
		}
		catch (RuntimeException | Error ex) {
			this.flights.remove(key, mine);
			mine.result().completeExceptionally(ex);
		}
		return mine.result();
	}

	private record Flight(Thread owner, CompletableFuture<@Nullable Object> result) {
	}

}
