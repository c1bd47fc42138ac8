package dev.cachepatterns.checker;

/**
 * Something that goes wrong while workers run.
 */
interface Fault {

	/**
	 * Called when the workers have been started.
	 * @param site what can go wrong
	 */
	void strike(Site site);

	/**
	 * Called when the workers are done.
	 * @param site what could go wrong
	 * @throws IllegalStateException if it did not
	 */
	default void verify(Site site) {
		// Nothing to see
	}

	/**
	 * Options for the server of a cell with this fault.
	 * @return options of Redis
	 */
	default String[] serverOptions() {
		return new String[0];
	}

	/**
	 * Whether workers reach the server through a {@link Proxy} each.
	 * @return whether {@link Site#links} are needed
	 */
	default boolean needsLinks() {
		return false;
	}

}
