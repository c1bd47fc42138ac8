package dev.cachepatterns.store;

import java.util.Map;

/**
 * What stands under a key, and until when.
 *
 * @param slot what stands there
 * @param expiresAt when it vanishes, in milliseconds since the epoch by the clock of who
 * stored it; without meaning where nothing is known to stand there
 */
public record Cell(Slot slot, long expiresAt) {

	/**
	 * Nothing.
	 */
	public static final Cell NOTHING = new Cell(new Slot.Absent(), 0);

	/**
	 * How much later than its deadline a writer is taken for lost where deadlines are
	 * compared with clients' clocks, in milliseconds: no two of them may differ by more.
	 */
	static final long CLOCK_SKEW = 1000;

	/**
	 * Bytes of a format this version does not know; when they vanish is not known either.
	 */
	static final Cell UNKNOWN = new Cell(new Slot.Unknown(), Long.MAX_VALUE);

	/**
	 * An intent, which expires with the last of its writers, by the clock of whoever is
	 * {@link #CLOCK_SKEW} ahead.
	 */
	static Cell intent(boolean dirty, Map<Long, Long> deadlines) {
		long end = deadlines.values().stream().mapToLong(Long::longValue).max().orElse(0);
		return new Cell(new Slot.Intent(dirty, deadlines), end + CLOCK_SKEW);
	}

	/**
	 * A generation, which does not expire.
	 * @param id its number
	 * @return the cell
	 */
	public static Cell generation(long id) {
		return new Cell(new Slot.Generation(id), Long.MAX_VALUE);
	}

	/**
	 * Whether nothing stands there.
	 * @return {@code true} for {@link Slot.Absent}
	 */
	public boolean isEmpty() {
		return this.slot instanceof Slot.Absent;
	}

}
