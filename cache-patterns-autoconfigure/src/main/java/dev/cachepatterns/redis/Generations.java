package dev.cachepatterns.redis;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import org.jspecify.annotations.Nullable;

/**
 * Generations as a server keeps them: with the history in which they were made.
 */
final class Generations {

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private static final int LENGTH = 18;

	private static final int WITHOUT_HISTORY = 10;

	private Generations() {
	}

	/**
	 * Whether a generation was made in one of some histories. What is no generation is
	 * for others to judge.
	 */
	static boolean count(long[] histories, byte @Nullable [] generation) {
		if (histories == Histories.ANY || generation == null) {
			return true;
		}
		if (generation.length != LENGTH) {
			return generation.length != WITHOUT_HISTORY;
		}
		long made = (long) LONG.get(generation, WITHOUT_HISTORY);
		for (long history : histories) {
			if (history == made) {
				return true;
			}
		}
		return false;
	}

}
