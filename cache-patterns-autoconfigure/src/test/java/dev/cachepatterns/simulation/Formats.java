package dev.cachepatterns.simulation;

/**
 * Which formats of values the JVMs write, and which they can read. Leases, intents and
 * generations have one format for ever.
 */
enum Formats {

	/**
	 * Both JVMs have the same version of the library.
	 */
	ONE,

	/**
	 * JVM 1 has a newer version, which reads what the older one writes.
	 */
	NEWER,

	/**
	 * Neither JVM reads what the other writes.
	 */
	APART;

	/**
	 * The format of a JVM's values.
	 */
	int of(int jvm) {
		return (this == ONE) ? 0 : jvm;
	}

	/**
	 * Whether a JVM can read a format.
	 */
	boolean reads(int jvm, int format) {
		return of(jvm) == format || (this == NEWER && jvm == 1);
	}

}
