package dev.cachepatterns.pattern;

import dev.cachepatterns.codec.Freshness;
import dev.cachepatterns.codec.Freshness.Work;

/**
 * What a reader may do with a value at a moment.
 */
enum Phase {

	/**
	 * It is served.
	 */
	FRESH,

	/**
	 * It is served, and somebody should load it anew.
	 */
	DUE,

	/**
	 * Somebody loads it anew, and it is served if that fails.
	 */
	AWAITED,

	/**
	 * It has to be loaded anew, and is served if that fails.
	 */
	EXPIRED;

	static Phase of(Freshness freshness, long now) {
		if (freshness.always()) {
			return FRESH;
		}
		Work work = (now < freshness.workUntil()) ? freshness.work() : Work.NONE;
		if (now < Math.max(freshness.until(), freshness.stale())) {
			return (work == Work.NONE && now >= freshness.ahead()) ? DUE : FRESH;
		}
		return switch (work) {
			case NONE -> EXPIRED;
			case RUNNING -> AWAITED;
			case FAILED -> FRESH;
		};
	}

	boolean served() {
		return this == FRESH || this == DUE;
	}

}
