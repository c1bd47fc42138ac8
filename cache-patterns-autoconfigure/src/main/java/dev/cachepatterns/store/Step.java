package dev.cachepatterns.store;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One step of {@link CacheStore} as a function of what stands under the key: a store that
 * can compare and set applies it until nothing came in between. A step that changes
 * nothing returns the very cell it got. All steps leave {@link Slot.Unknown} alone.
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
	 * The step of {@link CacheStore#put}.
	 * @param entry what to store
	 * @param expiresAt until when, in milliseconds since the epoch
	 * @return the step
	 */
	static Step put(Slot.Entry entry, long expiresAt) {
		return (before) -> readable(before) ? new Cell(entry, expiresAt) : before;
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
		return (before) -> {
			if (before.slot() instanceof Slot.Intent intent) {
				return Cell.intent(true, intent.deadlines());
			}
			return (before.slot() instanceof Slot.Entry) ? Cell.NOTHING : before;
		};
	}

	/**
	 * The step of {@link CacheStore#enter}.
	 * @param token the writer's token
	 * @param now the time, in milliseconds since the epoch
	 * @param deadline the end of the writer's time, in milliseconds since the epoch
	 * @return the step
	 */
	static Step enter(long token, long now, long deadline) {
		return (before) -> {
			if (before.slot() instanceof Slot.Unknown || before.slot() instanceof Slot.Generation) {
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
		};
	}

	/**
	 * The step of {@link CacheStore#publish} and {@link CacheStore#leave}.
	 * @param token the writer's token
	 * @param entry what to publish, {@code null} to leave
	 * @param expiresAt until when, in milliseconds since the epoch
	 * @param now the time, in milliseconds since the epoch
	 * @return the step
	 */
	static Step exit(long token, Slot.@Nullable Entry entry, long expiresAt, long now) {
		return (before) -> {
			if (before.slot() instanceof Slot.Entry there) {
				// The same entry: this step has been sent twice
				return (entry != null && there.stamp() == entry.stamp()) ? before : Cell.NOTHING;
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
			return (alone && entry != null) ? new Cell(entry, expiresAt) : Cell.NOTHING;
		};
	}

	/**
	 * The step of {@link CacheStore#enterClear}, on a generation.
	 * @param token the token of who clears
	 * @param now the time, in milliseconds since the epoch
	 * @param deadline the end of its time, in milliseconds since the epoch
	 * @return the step
	 */
	static Step enterClear(long token, long now, long deadline) {
		Step enter = enter(token, now, deadline);
		return (before) -> enter.apply((before.slot() instanceof Slot.Generation) ? Cell.NOTHING : before);
	}

	/**
	 * The step of {@link CacheStore#leaveClear}, on a generation: the next reader makes a
	 * new one, unless another clear is in flight.
	 * @param token the token of who has cleared
	 * @param now the time, in milliseconds since the epoch
	 * @return the step
	 */
	static Step leaveClear(long token, long now) {
		Step leave = exit(token, null, 0, now);
		return (before) -> (before.slot() instanceof Slot.Intent) ? leave.apply(before) : Cell.NOTHING;
	}

	private static boolean readable(Cell cell) {
		return cell.slot() instanceof Slot.Absent || cell.slot() instanceof Slot.Entry;
	}

}
