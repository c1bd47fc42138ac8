package dev.cachepatterns.simulation;

/**
 * Whether writers keep to their time. One that does not, and dies, is outside of the
 * promise.
 */
enum Pace {

	/**
	 * Writers end or die in their time.
	 */
	IN_TIME,

	/**
	 * Writers may take any time, but none dies, and none of their commands is lost.
	 */
	LATE,

	/**
	 * The server keeps intents past their time, as memcached rounds it up. A writer past
	 * its time goes on while an intent stands, be it another's, and dies with it.
	 */
	LINGERING

}
