package dev.cachepatterns.pattern;

/**
 * What a cache promises of what it serves. All instances of an application must agree.
 */
public enum Consistency {

	/**
	 * No read that starts after a write has returned sees anything older.
	 */
	STRICT,

	/**
	 * Old values are possible for as long as the time to live: a read is one command, a
	 * fill, a write and an eviction are one more, and nobody waits for anybody. A clear
	 * ends all values of this instance at once, and is seen by others within a second.
	 */
	EVENTUAL

}
