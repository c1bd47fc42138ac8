package dev.cachepatterns.redis;

import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.Frame;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;

/**
 * Generations as they were within the last second. A value that is stored under one that
 * is gone meanwhile is dead, so that a writer may take it from here; only who promises no
 * consistency may judge by it what it serves.
 * <p>
 * Bounded: of two buckets with the same place the later one stays.
 */
final class RecentGenerations {

	/**
	 * How old a generation may be, in milliseconds.
	 */
	static final long AGE = 1000;

	private static final int SIZE = 4096;

	private final AtomicReferenceArray<@Nullable Recent> places = new AtomicReferenceArray<>(SIZE);

	private final AtomicLong clears = new AtomicLong();

	private final Clock clock;

	private volatile Moment latest = new Moment(0, 0);

	RecentGenerations(Clock clock) {
		this.clock = clock;
	}

	/**
	 * The generation of a key's bucket.
	 * @return the bytes; {@code null} if none is known
	 */
	byte @Nullable [] get(StoreKey key) {
		Recent recent = this.places.get(place(key));
		return (recent != null && recent.of(key) && recent.during(now(), AGE)) ? recent.generation() : null;
	}

	/**
	 * The moment, to be taken before a generation is read. Reads of one millisecond share
	 * it.
	 */
	Moment now() {
		long clears = this.clears.get();
		long millis = this.clock.millis();
		Moment latest = this.latest;
		if (latest.clears() != clears || latest.millis() != millis) {
			latest = new Moment(clears, millis);
			this.latest = latest;
		}
		return latest;
	}

	/**
	 * Keeps a generation, unless this instance has cleared since. What is none is not
	 * kept.
	 */
	void keep(StoreKey key, byte @Nullable [] generation, Moment read) {
		int place = place(key);
		Recent known = this.places.get(place);
		boolean same = known != null && known.of(key) && Arrays.equals(known.generation(), generation);
		if (generation == null || (same && known.during(read, AGE / 2))) {
			return;
		}
		if (Frame.decodeGeneration(generation).isPresent()) {
			this.places.set(place, new Recent(key.region(), key.bucket(), generation, read));
		}
	}

	/**
	 * Forgets all of them, those too that are being read: called when a step of a clear
	 * is done, or may be.
	 */
	void forget() {
		this.clears.incrementAndGet();
	}

	private static int place(StoreKey key) {
		int hash = key.region().hashCode() * 0x9E3779B9;
		return ((hash >>> 16) + key.bucket()) % SIZE;
	}

	/**
	 * A moment.
	 *
	 * @param clears how many clears of this instance were before it
	 * @param millis milliseconds since the epoch
	 */
	record Moment(long clears, long millis) {
	}

	private record Recent(Region region, int bucket, byte[] generation, Moment read) {

		boolean of(StoreKey key) {
			return this.bucket == key.bucket() && this.region.equals(key.region());
		}

		boolean during(Moment now, long time) {
			long age = now.millis() - this.read.millis();
			return this.read.clears() == now.clears() && age >= 0 && age < time;
		}

	}

}
