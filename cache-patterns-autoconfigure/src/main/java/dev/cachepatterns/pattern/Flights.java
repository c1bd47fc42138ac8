package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.codec.Tag;

/**
 * The loads that run in this JVM, by the stamp that stands on the server for them: the
 * token of their lease, or the stamp of the value beside which theirs is to be put. Where
 * no consistency is promised, by their key.
 * <p>
 * Whoever has read that very stamp may join the load: a write that has returned before
 * would have taken it away, so that the load began after the write. An eviction of a tag
 * takes away the stamp of the tag, which therefore has to be the same too.
 */
final class Flights {

	private final ConcurrentMap<Object, Flight> flights = new ConcurrentHashMap<>();

	private final Supplier<Duration> longest;

	/**
	 * No loads yet.
	 * @param longest asked for each load: how long others wait for it
	 */
	Flights(Supplier<Duration> longest) {
		this.longest = longest;
	}

	/**
	 * Opens the flight of a stamp.
	 * @return the flight, {@code null} if there is one
	 */
	@Nullable Flight open(Object stamp, Expected expected, @Nullable Thread owner) {
		Flight flight = new Flight(stamp, expected, owner, System.nanoTime() + this.longest.get().toNanos(),
				new AtomicReference<>(), new CompletableFuture<>());
		return (this.flights.putIfAbsent(stamp, flight) == null) ? flight : null;
	}

	/**
	 * The load that a reader of a stamp may join. A loader that asks for its own key in
	 * the same thread does not wait for itself.
	 */
	@Nullable Flight find(Object stamp, Expected expected, @Nullable Thread caller) {
		Flight flight = this.flights.get(stamp);
		boolean joinable = flight != null && flight.expected().equals(expected)
				&& (caller == null || flight.owner() != caller);
		return joinable ? flight : null;
	}

	/**
	 * Whether a load of this JVM stands behind a stamp.
	 */
	boolean has(Object stamp) {
		return this.flights.containsKey(stamp);
	}

	/**
	 * Ends a load without a result.
	 */
	void close(Flight flight) {
		this.flights.remove(flight.stamp(), flight);
	}

	/**
	 * Ends a load, and gives its result to those that have joined.
	 */
	void land(Flight flight, @Nullable Object value, @Nullable Throwable failure) {
		close(flight);
		if (failure != null) {
			flight.result().completeExceptionally(failure);
		}
		else {
			flight.result().complete(value);
		}
	}

	/**
	 * A load.
	 *
	 * @param stamp what stands on the server for it
	 * @param expected what it loads
	 * @param owner the thread that is in the loader until it ends, {@code null} if none
	 * is
	 * @param end when nobody waits for it any more, in {@link System#nanoTime()}
	 * @param tags the tags under which it loads; {@code null} until they are known
	 * @param result what it has loaded
	 */
	record Flight(Object stamp, Expected expected, @Nullable Thread owner, long end,
			AtomicReference<@Nullable List<Tag>> tags, CompletableFuture<@Nullable Object> result) {

		/**
		 * Whether it lands in time.
		 */
		CompletableFuture<Boolean> landing() {
			return this.result.handle((value, failure) -> true)
				.completeOnTimeout(false, Math.max(0, this.end - System.nanoTime()), TimeUnit.NANOSECONDS);
		}

	}

}
