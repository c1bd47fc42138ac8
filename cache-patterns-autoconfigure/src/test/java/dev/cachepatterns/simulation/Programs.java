package dev.cachepatterns.simulation;

/**
 * What is known of any program.
 */
final class Programs {

	private Programs() {
	}

	/**
	 * The JVM in which a program with a thread runs.
	 */
	static int jvm(Program program) {
		if (program instanceof Background background) {
			return background.jvm();
		}
		if (program instanceof Committing committing) {
			return committing.jvm();
		}
		if (program instanceof Delayed delayed) {
			return jvm(delayed.program());
		}
		return (program instanceof Loading loading) ? loading.jvm() : ((Reading) program).jvm();
	}

}
