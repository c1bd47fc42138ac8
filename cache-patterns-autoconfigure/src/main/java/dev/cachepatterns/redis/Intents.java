package dev.cachepatterns.redis;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

import dev.cachepatterns.redis.RecentGenerations.Moment;
import dev.cachepatterns.store.Frame;
import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.StoreKey;

/**
 * The steps of a writer: one script each. Where a value of another format stands, which
 * is not theirs to touch, a second one goes to the generation of its bucket.
 *
 * @param scripts the scripts
 * @param recent generations that this instance knows
 */
record Intents(Scripts scripts, RecentGenerations recent) {

	private static final long STORED = 1;

	private static final long NOT_IN = 2;

	private static final long FOREIGN = 3;

	OptionalLong enter(StoreKey key, long token, Duration timeout) {
		byte[] generation = KeyLayout.generation(key);
		byte[] entry = KeyLayout.entry(key, generation);
		Moment read = this.recent.now();
		byte[] known = this.recent.get(key);
		byte[] entered = this.scripts.run(Script.ENTER, byte[].class,
				(known != null) ? List.of(entry) : List.of(entry, generation), Bytes.intent(token),
				Bytes.millis(timeout));
		if (entered == null) {
			onBucket(Script.ENTER_CLEAR, generation, Bytes.of(token), Bytes.millis(timeout));
			return OptionalLong.empty();
		}
		if (known == null) {
			this.recent.keep(key, entered, read);
		}
		return Frame.decodeGeneration((known != null) ? known : entered);
	}

	/**
	 * Ends a write.
	 * @param value the frame to publish and its milliseconds; nothing to leave
	 * @return whether the value is stored
	 */
	boolean exit(StoreKey key, long token, Object... value) {
		byte[] generation = KeyLayout.generation(key);
		Object[] arguments = new Object[1 + value.length];
		arguments[0] = Bytes.intent(token);
		System.arraycopy(value, 0, arguments, 1, value.length);
		Long left = this.scripts.run(Script.EXIT, Long.class, List.of(KeyLayout.entry(key, generation)), arguments);
		if (Long.valueOf(FOREIGN).equals(left)) {
			onBucket(Script.LEAVE_CLEAR, generation, (Object) Bytes.of(token));
		}
		if (Long.valueOf(NOT_IN).equals(left)) {
			onBucket(Script.LEAVE_CLEAR, generation, Bytes.of(token), Bytes.of(1));
		}
		return Long.valueOf(STORED).equals(left);
	}

	private void onBucket(Script script, byte[] generation, Object... arguments) {
		try {
			this.scripts.run(script, Long.class, List.of(generation), arguments);
		}
		finally {
			this.recent.forget();
		}
	}

}
