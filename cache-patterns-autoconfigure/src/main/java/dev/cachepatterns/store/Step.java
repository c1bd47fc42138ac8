package dev.cachepatterns.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One step of {@link CacheStore} as a function of what stands under the key: a store that
 * can compare and set applies it until nothing came in between. A step that changes
 * nothing returns the very cell it got. All steps leave {@link Slot.Unknown} alone; those
 * of writers go on to the generation of its bucket, which values of every format obey.
 */
@FunctionalInterface
public interface Step {

	/**
	 * What stands there after the step.
	 * @param before what stands there before
	 * @return the same cell for no change, {@link Cell#NOTHING} to remove
	 */
	Cell apply(Cell before);

	/**
	 * The step of the bucket's generation that follows this one, and without which this
	 * one is not done.
	 * @param before what stood under the key when this step was applied
	 * @return the step, {@code null} for none
	 */
	default @Nullable Step onGeneration(Cell before) {
		return null;
	}

	/**
	 * A step of a key, and of the generation of its bucket.
	 * @param onKey the step of the key
	 * @param onGeneration {@link #onGeneration}
	 * @return the step
	 */
	static Step spreading(Step onKey, Function<Cell, @Nullable Step> onGeneration) {
		return new Spreading(onKey, onGeneration);
	}

	/**
	 * The step of {@link CacheStore#put}.
	 * @param entry what to store
	 * @param expiresAt until when, in milliseconds since the epoch
	 * @return the step
	 */
	static Step put(Slot.Entry entry, long expiresAt) {
		return spreading((before) -> readable(before) ? new Cell(entry, expiresAt) : before, Step::rotated);
	}

	/**
	 * The step of {@link CacheStore#replace}.
	 * @param expected the stamp that was seen
	 * @param entry what to store
	 * @param expiresAt until when, in milliseconds since the epoch
	 * @return the step
	 */
	static Step replace(long expected, Slot.Entry entry, long expiresAt) {
		return (before) -> (readable(before) && before.slot().stamp() == expected) ? new Cell(entry, expiresAt)
				: before;
	}

	/**
	 * The step of {@link CacheStore#remove}.
	 * @param expected the stamp that was seen
	 * @return the step
	 */
	static Step remove(long expected) {
		return (before) -> (before.slot() instanceof Slot.Entry entry && entry.stamp() == expected) ? Cell.NOTHING
				: before;
	}

	/**
	 * The step of {@link CacheStore#invalidate}.
	 * @return the step
	 */
	static Step invalidate() {
		return spreading((before) -> {
			if (before.slot() instanceof Slot.Intent intent) {
				return Cell.intent(true, intent.deadlines());
			}
			return (before.slot() instanceof Slot.Entry) ? Cell.NOTHING : before;
		}, Step::rotated);
	}

	/**
	 * The step of {@link CacheStore#enter}. Where it cannot put its intent, it puts that
	 * of a clear under the generation.
	 * @param token the writer's token
	 * @param now the time, in milliseconds since the epoch
	 * @param deadline the end of the writer's time, in milliseconds since the epoch
	 * @return the step
	 */
	static Step enter(long token, long now, long deadline) {
		return spreading((before) -> entered(before, token, now, deadline),
				(before) -> foreign(before) ? enterClear(token, now, deadline) : null);
	}

	private static Cell entered(Cell before, long token, long now, long deadline) {
		if (foreign(before)) {
			return before;
		}
		Map<Long, Long> writers = new LinkedHashMap<>();
		boolean dirty = false;
		if (before.slot() instanceof Slot.Intent intent) {
			writers.putAll(intent.deadlines());
			writers.remove(token);
			dirty = intent.dirty() || !writers.isEmpty();
			writers.values().removeIf((other) -> other + Cell.CLOCK_SKEW < now);
		}
		writers.put(token, deadline);
		return Cell.intent(dirty, writers);
	}

	/**
	 * The step of {@link CacheStore#publish} and {@link CacheStore#leave}. Who does not
	 * find its own intent under the key may have put it under the generation; and a value
	 * that it may not touch ends with its generation.
	 * @param token the writer's token
	 * @param entry what to publish, {@code null} to leave
	 * @param expiresAt until when, in milliseconds since the epoch
	 * @param now the time, in milliseconds since the epoch
	 * @return the step
	 */
	static Step exit(long token, Slot.@Nullable Entry entry, long expiresAt, long now) {
		return spreading(
				(before) -> exited(before, token, (entry != null) ? new Cell(entry, expiresAt) : Cell.NOTHING, now),
				(before) -> {
					if (foreign(before)) {
						return leaveClear(token, now);
					}
					return holds(before, token) ? null : endClear(token, now);
				});
	}

	private static Cell exited(Cell before, long token, Cell published, long now) {
		if (before.slot() instanceof Slot.Entry there) {
			// The same entry: this step has been sent twice
			return (there.stamp() == published.slot().stamp()) ? before : Cell.NOTHING;
		}
		if (!(before.slot() instanceof Slot.Intent intent)) {
			return before;
		}
		Map<Long, Long> others = new LinkedHashMap<>(intent.deadlines());
		boolean alone = others.remove(token) != null && others.isEmpty() && !intent.dirty();
		others.values().removeIf((other) -> other + Cell.CLOCK_SKEW < now);
		if (!others.isEmpty()) {
			return Cell.intent(true, others);
		}
		return alone ? published : Cell.NOTHING;
	}

	/**
	 * The step of {@link CacheStore#enterClear}, on a generation.
	 * @param token the token of who clears
	 * @param now the time, in milliseconds since the epoch
	 * @param deadline the end of its time, in milliseconds since the epoch
	 * @return the step
	 */
	static Step enterClear(long token, long now, long deadline) {
		return (before) -> entered((before.slot() instanceof Slot.Generation) ? Cell.NOTHING : before, token, now,
				deadline);
	}

	/**
	 * The step of {@link CacheStore#leaveClear}, on a generation: the next reader makes a
	 * new one, unless another clear is in flight.
	 * @param token the token of who has cleared
	 * @param now the time, in milliseconds since the epoch
	 * @return the step
	 */
	static Step leaveClear(long token, long now) {
		return (before) -> (before.slot() instanceof Slot.Intent) ? exited(before, token, Cell.NOTHING, now)
				: Cell.NOTHING;
	}

	private static Step endClear(long token, long now) {
		Step leave = leaveClear(token, now);
		return (before) -> holds(before, token) ? leave.apply(before) : before;
	}

	/**
	 * An intent makes a new generation at its end.
	 */
	private static @Nullable Step rotated(Cell cell) {
		return foreign(cell) ? (before) -> (before.slot() instanceof Slot.Intent) ? before : Cell.NOTHING : null;
	}

	private static boolean holds(Cell cell, long token) {
		return cell.slot() instanceof Slot.Intent intent && intent.deadlines().containsKey(token);
	}

	/**
	 * Whether it is for others to touch.
	 */
	private static boolean foreign(Cell cell) {
		return cell.slot() instanceof Slot.Unknown || cell.slot() instanceof Slot.Generation;
	}

	private static boolean readable(Cell cell) {
		return cell.slot() instanceof Slot.Absent || cell.slot() instanceof Slot.Entry;
	}

	/**
	 * A step that may go on to the generation.
	 *
	 * @param onKey the step of the key
	 * @param next {@link Step#onGeneration}
	 */
	record Spreading(Step onKey, Function<Cell, @Nullable Step> next) implements Step {

		@Override
		public Cell apply(Cell before) {
			return this.onKey.apply(before);
		}

		@Override
		public @Nullable Step onGeneration(Cell before) {
			return this.next.apply(before);
		}

	}

}
