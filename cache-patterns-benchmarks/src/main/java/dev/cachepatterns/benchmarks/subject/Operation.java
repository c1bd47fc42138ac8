package dev.cachepatterns.benchmarks.subject;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One call of a subject.
 */
public enum Operation {

	/**
	 * A read of a cached key.
	 */
	HIT("hit", 0) {
		@Override
		public Object call(Subject subject, long number) {
			return subject.read(cached(number));
		}
	},

	/**
	 * A read of a key that was never used, with the load, which costs nothing, and the
	 * fill.
	 */
	MISS("miss with fill", 1) {
		@Override
		public Object call(Subject subject, long number) {
			return subject.read(number);
		}
	},

	/**
	 * A write of a cached key.
	 */
	PUT("put", 0) {
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
	BULK("bulk of " + Operation.BULK_SIZE + " hits", 0) {
		@Override
		public Object call(Subject subject, long number) {
			List<Long> ids = new ArrayList<>(BULK_SIZE);
			for (int i = 0; i < BULK_SIZE; i++) {
				ids.add(cached(number * BULK_SIZE + i));
			}
			return subject.readAll(ids);
		}
	};

	/**
	 * All operations.
	 */
	public static final Set<Operation> ALL = Collections.unmodifiableSet(EnumSet.allOf(Operation.class));

	/**
	 * Number of keys of {@link #BULK}.
	 */
	public static final int BULK_SIZE = 50;

	private static final int CACHED = 1000;

	private final String title;

	private final int loads;

	Operation(String title, int loads) {
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
	 * How often one call loads.
	 * @return 0 or 1
	 */
	public int loads() {
		return this.loads;
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

}
