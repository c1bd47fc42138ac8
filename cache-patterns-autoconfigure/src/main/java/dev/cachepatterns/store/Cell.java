package dev.cachepatterns.store;

/**
 * What stands under a key, and until when: the state that a {@link Step} changes, for
 * stores whose server has no scripts.
 *
 * @param slot what stands there
 * @param expiresAt when it vanishes, in milliseconds since the epoch
 */
public record Cell(Slot slot, long expiresAt) {

	/**
	 * Nothing.
	 */
	public static final Cell NOTHING = new Cell(new Slot.Absent(), 0);

	/**
	 * Whether nothing stands there.
	 * @return {@code true} for {@link Slot.Absent}
	 */
	public boolean isEmpty() {
		return this.slot instanceof Slot.Absent;
	}

}
