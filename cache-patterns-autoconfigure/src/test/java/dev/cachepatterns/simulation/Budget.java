package dev.cachepatterns.simulation;

/**
 * How much may still go wrong in a schedule.
 *
 * @param crashes actors that may crash
 * @param faults commands that may be lost, late, sent twice or refused
 * @param evictions entries and generations that the server may evict
 * @param intentEvictions intents that the server may evict; only where nobody crashes
 * @param jumps times that the clock may jump
 */
record Budget(int crashes, int faults, int evictions, int intentEvictions, int jumps) {

	static final Budget NONE = new Budget(0, 0, 0, 0, 0);

	static Budget ofCrashes(int crashes) {
		return new Budget(crashes, 0, 0, 0, 0);
	}

	Budget after(Choice.Kind kind) {
		return switch (kind) {
			case CRASH -> new Budget(this.crashes - 1, this.faults, this.evictions, this.intentEvictions, this.jumps);
			case LOST_REPLY, LOST_COMMAND, RESENT, REFUSED ->
				new Budget(this.crashes, this.faults - 1, this.evictions, this.intentEvictions, this.jumps);
			case EVICT_ENTRY, EVICT_GENERATION ->
				new Budget(this.crashes, this.faults, this.evictions - 1, this.intentEvictions, this.jumps);
			case EVICT_INTENT, EVICT_GENERATION_INTENT ->
				new Budget(this.crashes, this.faults, this.evictions, this.intentEvictions - 1, this.jumps);
			case TIME -> new Budget(this.crashes, this.faults, this.evictions, this.intentEvictions, this.jumps - 1);
			case STEP, LATE, CUT_OFF, RECONNECT, POLLS -> this;
		};
	}

}
