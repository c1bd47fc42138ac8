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
