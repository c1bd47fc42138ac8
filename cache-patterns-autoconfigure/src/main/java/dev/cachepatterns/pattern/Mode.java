package dev.cachepatterns.pattern;

/**
 * What a cache does for this instance of an application, whatever others do.
 */
public enum Mode {

	/**
	 * It serves, fills and is written.
	 */
	ON,

	/**
	 * It serves and stores nothing, but every write still makes old entries vanish: the
	 * other instances may stay on.
	 */
	INVALIDATE,

	/**
	 * It is not used at all. Other instances that are on serve old values: for a whole
	 * fleet, or for data that nobody writes.
	 */
	OFF

}
