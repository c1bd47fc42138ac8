package dev.cachepatterns.codec;

import java.nio.ByteBuffer;

/**
 * Until when a value is fresh, and what becomes of it after that. Times are milliseconds
 * since the epoch, by the clock of who stored it.
 *
 * <pre>
 * 1 id  1 length  6 ahead  6 stale  6 end  6 idle  6 touch  1 work  6 work's end
 * </pre>
 *
 * are its bytes, the first of the attributes of a {@link Variant}; a value with a time to
 * live and nothing else has none.
 *
 * @param until when it is no longer fresh; 0 for "when it vanishes"
 * @param ahead from when on a reader loads it anew while it is fresh
 * @param stale until when it is served while somebody loads it anew
 * @param end until when it is served at all, if loading it anew fails
 * @param idle milliseconds for which it is kept without a read; 0 for no such bound
 * @param touch from when on a read extends that time
 * @param work what is known of the attempt to load it anew
 * @param workUntil until when that is true
 */
public record Freshness(long until, long ahead, long stale, long end, long idle, long touch, Work work,
		long workUntil) {

	/**
	 * Of a value that is fresh until it vanishes.
	 */
	public static final Freshness ALWAYS = new Freshness(0, 0, 0, 0, 0, 0, Work.NONE, 0);

	static final int LENGTH = 2 + 6 * 6 + 1;

	private static final byte ID = 1;

	/**
	 * Whether it is fresh until it vanishes.
	 * @return {@code false} if there is more to be known
	 */
	public boolean always() {
		return this.until == 0;
	}

	/**
	 * The same, with what is known of an attempt to load the value anew.
	 * @param work what is known
	 * @param until until when
	 * @return the freshness
	 */
	public Freshness with(Work work, long until) {
		return new Freshness(this.until, this.ahead, this.stale, this.end, this.idle, this.touch, work, until);
	}

	/**
	 * The same after a read.
	 * @param touch from when on another read extends the time again
	 * @return the freshness
	 */
	public Freshness touched(long touch) {
		return new Freshness(this.until, this.ahead, this.stale, this.end, this.idle, touch, this.work, this.workUntil);
	}

	void write(ByteBuffer target) {
		target.put(ID).put((byte) (LENGTH - 2));
		for (long time : new long[] { this.ahead, this.stale, this.end, this.idle, this.touch }) {
			Variant.putTime(target, time);
		}
		target.put((byte) this.work.ordinal());
		Variant.putTime(target, this.workUntil);
	}

	/**
	 * Reads what {@link #write} has written.
	 * @param until the time that a variant's header has
	 * @param attributes its attributes
	 * @return {@link #ALWAYS} if it has written nothing
	 */
	static Freshness read(long until, ByteBuffer attributes) {
		if (until == 0 || attributes.remaining() < LENGTH || attributes.get() != ID || attributes.get() != LENGTH - 2) {
			return ALWAYS;
		}
		return new Freshness(until, Variant.getTime(attributes), Variant.getTime(attributes),
				Variant.getTime(attributes), Variant.getTime(attributes), Variant.getTime(attributes),
				Work.of(attributes.get()), Variant.getTime(attributes));
	}

	/**
	 * What is known of the attempt to load a value anew.
	 */
	public enum Work {

		/**
		 * Nobody tries.
		 */
		NONE,

		/**
		 * Somebody loads it.
		 */
		RUNNING,

		/**
		 * It has failed, and is not to be repeated yet.
		 */
		FAILED;

		private static Work of(byte code) {
			return (code == RUNNING.ordinal()) ? RUNNING : (code == FAILED.ordinal()) ? FAILED : NONE;
		}

	}

}
