package dev.cachepatterns.store;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * What stands under a key. All states share the one key, so that an eviction by the
 * server only ever loses cached work.
 */
public sealed interface Slot {

	/**
	 * Stamp that stands for "nothing is stored" in a comparison; never the stamp of an
	 * entry.
	 */
	long ABSENT = 0;

	/**
	 * What {@link CacheStore#replace} and {@link CacheStore#remove} compare.
	 * @return the stamp of the entry, or {@link #ABSENT} where there is none to compare
	 */
	default long stamp() {
		return ABSENT;
	}

	/**
	 * Nothing is stored.
	 */
	record Absent() implements Slot {
	}

	/**
	 * A value, or the lease of a reader that loads one.
	 *
	 * @param kind value or lease
	 * @param stamp random number of its own, not {@link #ABSENT}; a lease's token
	 * @param generation the generation it belongs to; dead under any other
	 * @param payload the bytes of the value; not to be changed or moved
	 */
	record Entry(Kind kind, long stamp, long generation, ByteBuffer payload) implements Slot {

		/**
		 * A value.
		 * @param stamp random number of its own, not {@link #ABSENT}
		 * @param generation the generation it belongs to
		 * @param payload the bytes of the value; not copied
		 * @return the entry
		 */
		public static Entry value(long stamp, long generation, byte[] payload) {
			return new Entry(Kind.VALUE, stamp, generation, ByteBuffer.wrap(payload));
		}

		/**
		 * A value of a cache that promises no consistency.
		 * @param stamp random number of its own, not {@link #ABSENT}
		 * @param generation the generation it belongs to
		 * @param payload the bytes of the value; not copied
		 * @return the entry
		 */
		public static Entry eventual(long stamp, long generation, byte[] payload) {
			return new Entry(Kind.EVENTUAL, stamp, generation, ByteBuffer.wrap(payload));
		}

		/**
		 * The lease of a reader.
		 * @param token the reader's random number, not {@link #ABSENT}
		 * @param generation the generation read before the load
		 * @return the entry
		 */
		public static Entry lease(long token, long generation) {
			return new Entry(Kind.LEASE, token, generation, ByteBuffer.allocate(0));
		}

		@Override
		public String toString() {
			return this.kind + "[" + Long.toHexString(this.stamp) + ", " + this.payload.remaining() + " bytes]";
		}

	}

	/**
	 * What an {@link Entry} is.
	 */
	enum Kind {

		/**
		 * A value that may be served.
		 */
		VALUE,

		/**
		 * One reader is loading.
		 */
		LEASE,

		/**
		 * A value that may be older than what was written: only for those who have chosen
		 * to take it.
		 */
		EVENTUAL

	}

	/**
	 * The number of a bucket's generation, which stands under a key of its own.
	 *
	 * @param id random number
	 */
	record Generation(long id) implements Slot {
	}

	/**
	 * Writers are between their write and its end: readers go to the database. Under a
	 * generation's key, clears are.
	 *
	 * @param dirty whether writers overlapped, or one was lost: nobody may publish
	 * @param deadlines the writers' tokens, each with the end of its time in milliseconds
	 * since the epoch; 0 where that is the end of what stands there
	 */
	record Intent(boolean dirty, Map<Long, Long> deadlines) implements Slot {
	}

	/**
	 * Bytes of a format this version does not know, perhaps a value of a newer one: never
	 * served, never touched. It ends with its generation, as every value does.
	 */
	record Unknown() implements Slot {
	}

}
