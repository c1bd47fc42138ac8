package dev.cachepatterns.simulation;

import java.util.stream.Stream;

/**
 * The caches as they are configured for what is tried.
 *
 * @param plain for most
 * @param lagging where loads read a replica
 * @param refreshing where values are loaded anew while they are served
 */
record Fleets(Fleet plain, Fleet lagging, Fleet refreshing) {

	Fleet of(Setting setting) {
		return setting.lagging() ? this.lagging : setting.refreshing() ? this.refreshing : this.plain;
	}

	/**
	 * Leaves no cache switched by an earlier schedule.
	 */
	void switchOn() {
		Stream.of(this.plain, this.lagging, this.refreshing).forEach(Fleet::switchOn);
	}

}
