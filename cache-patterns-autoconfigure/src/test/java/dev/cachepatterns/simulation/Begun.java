package dev.cachepatterns.simulation;

/**
 * What is known when a read begins.
 *
 * @param floor the oldest version that it may return
 * @param silent number of switches after which its instance serves nothing, -1 if it
 * serves
 */
record Begun(int floor, int silent) {

	/**
	 * The oracle: a read returns nothing older than the newest version whose write had
	 * returned when the read began, and nothing that is not committed; an instance that
	 * is to serve nothing serves nothing; where nothing is evicted or written, all see
	 * the value that was put if there was none.
	 */
	void check(World world, int version, boolean hit) {
		if (hit && world.setting.putting()) {
			world.agree(version);
		}
		if (hit && this.silent == world.switches) {
			world.violate("a hit where nothing is served");
		}
		if (version < 0 || (version > world.committed && version < PuttingIfAbsent.FIRST)) {
			world.violate("a value that is not committed");
		}
		else if (version < this.floor && (hit || !world.setting.lagging())) {
			world.violate("stale read");
		}
	}

}
