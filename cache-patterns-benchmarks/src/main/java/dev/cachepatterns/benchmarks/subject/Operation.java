package dev.cachepatterns.benchmarks.subject;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One call of a subject.
 */
public enum Operation {

	/**
	 * A read of a cached key.
	 */
	HIT("hit", Loads.NONE) {
		@Override
		public Object call(Subject subject, long number) {
			return subject.read(cached(number));
		}
	},

	/**
	 * A read of a key that was never used, with the load, which costs nothing, and the
	 * fill.
	 */
	MISS("miss with fill", Loads.ONE) {
		@Override
		public Object call(Subject subject, long number) {
			return subject.read(number);
		}
	},

	/**
	 * A write of a cached key.
	 */
	PUT("put", Loads.NONE) {
		@Override
		public Object call(Subject subject, long number) {
			Product product = Product.of(cached(number));
			subject.put(product);
			return product;
		}
	},

	/**
	 * Reads of many cached keys.
	 */
	BULK("bulk of " + Operation.BULK_SIZE + " hits", Loads.NONE) {
		@Override
		public Object call(Subject subject, long number) {
			List<Long> ids = new ArrayList<>(BULK_SIZE);
			for (int i = 0; i < BULK_SIZE; i++) {
				ids.add(cached(number * BULK_SIZE + i));
			}
			return subject.readAll(ids);
		}
	},

	/**
	 * Nine reads, and then a write that stores, of keys in no order. A read may load:
	 * writers of one key that overlap leave it uncached.
	 */
	MIXED_PUT("90 % reads and 10 % puts", Loads.SOME) {
		@Override
		public Object call(Subject subject, long number) {
			return isWrite(number) ? PUT.call(subject, scattered(number)) : HIT.call(subject, scattered(number));
		}
	},

	/**
	 * Nine reads, and then a write that evicts, of keys in no order. A tenth of the reads
	 * find that their key was evicted: they load and fill.
	 */
	MIXED_EVICT("90 % reads and 10 % evictions", Loads.SOME) {
		@Override
		public Object call(Subject subject, long number) {
			long id = cached(scattered(number));
			if (!isWrite(number)) {
				return subject.read(id);
			}
			subject.evict(id);
			return id;
		}
	};

	/**
	 * Operations of one kind of call.
	 */
	public static final Set<Operation> PURE = Collections.unmodifiableSet(EnumSet.of(HIT, MISS, PUT, BULK));

	/**
	 * Operations in which reads and writes take turns.
	 */
	public static final Set<Operation> MIXED = Collections.unmodifiableSet(EnumSet.of(MIXED_PUT, MIXED_EVICT));

	/**
	 * All operations.
	 */
	public static final Set<Operation> ALL = Collections.unmodifiableSet(EnumSet.allOf(Operation.class));

	/**
	 * Number of keys of {@link #BULK}.
	 */
	public static final int BULK_SIZE = 50;

	private static final int CACHED = 1000;

	private static final int CALLS_FOR_A_WRITE = 10;

	private final String title;

	private final Loads loads;

	Operation(String title, Loads loads) {
		this.title = title;
		this.loads = loads;
	}

	/**
	 * What it is called in tables.
	 * @return the title
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Whether calls have loaded as often as they must.
	 * @param calls number of calls
	 * @param loads number of loads in them
	 * @return false if a hit was none, or a miss was one
	 */
	public boolean admits(long calls, long loads) {
		return switch (this.loads) {
			case NONE -> loads == 0;
			case ONE -> loads == calls;
			case SOME -> loads < calls;
		};
	}

	/**
	 * Calls the subject.
	 * @param subject the subject
	 * @param number the number of a {@link Sequence}
	 * @return what must not be optimized away
	 */
	public abstract Object call(Subject subject, long number);

	/**
	 * Caches the keys that are hit.
	 * @param subject the subject
	 */
	public static void prepare(Subject subject) {
		for (int id = 0; id < CACHED; id++) {
			subject.read(id);
		}
		subject.settle();
	}

	private static long cached(long number) {
		return number % CACHED;
	}

	private static boolean isWrite(long number) {
		return number % CALLS_FOR_A_WRITE == CALLS_FOR_A_WRITE - 1;
	}

	/**
	 * Without it, every tenth key would always be written and never read.
	 */
	private static long scattered(long number) {
		return new SplittableRandom(number).nextInt(CACHED);
	}

	/**
	 * How often calls load.
	 */
	private enum Loads {

		NONE, ONE, SOME

	}

}
