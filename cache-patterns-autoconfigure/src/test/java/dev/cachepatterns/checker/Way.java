package dev.cachepatterns.checker;

/**
 * How an application reads or writes: the method of {@link Items}, or what is around it.
 */
enum Way {

	/**
	 * Plain cache-aside.
	 */
	FIND,

	/**
	 * With {@code sync = true}.
	 */
	FIND_SYNC,

	/**
	 * {@code Cache.get(key, loader)}.
	 */
	GET,

	/**
	 * A transactional method.
	 */
	FIND_IN_TRANSACTION,

	/**
	 * Inside of a transaction that has read before.
	 */
	FIND_INSIDE,

	/**
	 * A method with a value of its own in the entry.
	 */
	FIND_APART,

	/**
	 * A method that returns a future.
	 */
	FIND_LATER,

	/**
	 * A transactional write-through.
	 */
	WRITE_THROUGH,

	/**
	 * The same without a transaction.
	 */
	WRITE_THROUGH_AT_ONCE,

	/**
	 * Its key is taken from the result.
	 */
	WRITE_THROUGH_BY_RESULT,

	/**
	 * The same without a transaction.
	 */
	WRITE_THROUGH_BY_RESULT_AT_ONCE,

	/**
	 * A method that returns a future.
	 */
	WRITE_THROUGH_LATER,

	/**
	 * A transactional put.
	 */
	PUT,

	/**
	 * A transactional eviction.
	 */
	EVICT,

	/**
	 * The same without a transaction.
	 */
	EVICT_AT_ONCE,

	/**
	 * A put inside of a larger transaction.
	 */
	PUT_INSIDE,

	/**
	 * An eviction inside of a larger transaction, which then calls
	 * {@code Cache.get(key, loader)}.
	 */
	GET_INSIDE,

	/**
	 * The same for a put that is rolled back.
	 */
	GET_IN_VAIN,

	/**
	 * A transactional eviction of all entries.
	 */
	CLEAR,

	/**
	 * A transactional write-through that throws.
	 */
	WRITE_THROUGH_IN_VAIN,

	/**
	 * A put inside of a larger transaction that is rolled back.
	 */
	PUT_IN_VAIN;

	/**
	 * Whether its writes are rolled back.
	 */
	boolean inVain() {
		return this == WRITE_THROUGH_IN_VAIN || this == PUT_IN_VAIN || this == GET_IN_VAIN;
	}

}
