package dev.cachepatterns.pattern;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * One load at a time for a key in this JVM: callers that come while it runs get its
 * result, or its exception. A loader that asks for its own key in the same thread loads
 * again and does not wait for itself.
 */
final class SingleFlight {

	private final ConcurrentMap<Object, Flight> flights = new ConcurrentHashMap<>();

	private final AtomicLong ended = new AtomicLong();

	/**
	 * A number that changes whenever a load has ended: a miss that was seen before it
	 * changed may be a hit by now.
	 */
	long ended() {
		return this.ended.get();
	}

	/**
	 * Joins the load of a key, or starts it.
	 * @param owner the thread that is in the loader until it ends, {@code null} if none
	 * is
	 */
	CompletableFuture<@Nullable Object> run(Object key, @Nullable Thread owner,
			Supplier<CompletableFuture<@Nullable Object>> load) {
		Flight mine = new Flight(owner, new CompletableFuture<>());
		Flight other = this.flights.putIfAbsent(key, mine);
		if (other != null) {
			boolean recursive = owner != null && owner == other.owner() && !other.result().isDone();
			return recursive ? load.get() : other.result();
		}
		try {
			load.get().whenComplete((value, failure) -> {
				end(key, mine);
				if (failure != null) {
					mine.result().completeExceptionally(failure);
				}
				else {
					mine.result().complete(value);
				}
			});
		}
		catch (RuntimeException | Error ex) {
			end(key, mine);
			mine.result().completeExceptionally(ex);
		}
		return mine.result();
	}

	private void end(Object key, Flight flight) {
		this.ended.incrementAndGet();
		this.flights.remove(key, flight);
	}

	private record Flight(@Nullable Thread owner, CompletableFuture<@Nullable Object> result) {
	}

}
