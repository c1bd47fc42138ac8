package dev.cachepatterns.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Durations;
import dev.cachepatterns.store.Frame;
import dev.cachepatterns.store.Slot;

/**
 * What commands are given and give back.
 */
final class Bytes {

	private Bytes() {
	}

	static byte[] millis(Duration ttl) {
		return Long.toString(Durations.toMillis(ttl)).getBytes(StandardCharsets.US_ASCII);
	}

	static Duration lifetime(Duration ttl) {
		return Duration.ofMillis(Durations.toMillis(ttl));
	}

	static byte[] of(long number) {
		return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
	}

	/**
	 * The intent of a writer that is alone: its time is that of the key.
	 */
	static byte[] intent(long token) {
		return Frame.encode(new Cell(new Slot.Intent(false, Map.of(token, 0L)), 0));
	}

}
