package dev.cachepatterns.simulation;

/**
 * Hashes of schedules, by which distinct ones are counted.
 */
final class Hashes {

	private Hashes() {
	}

	static long add(long hash, Choice choice) {
		return mix(hash * 31 + choice.code());
	}

	/**
	 * The finalizer of SplitMix64: one to one, so that only what goes in decides.
	 */
	static long mix(long number) {
		long mixed = number + 0x9E3779B97F4A7C15L;
		mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
		return mixed ^ (mixed >>> 31);
	}

}
