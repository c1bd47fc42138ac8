package dev.cachepatterns.checker;

import java.io.Serializable;

/**
 * A row. Its version counts committed writes, so that the order of versions is the order
 * of commits; what is never committed has a version from {@link #ROLLED_BACK} on.
 */
public record Item(long id, long version) implements Serializable {

	static final long ROLLED_BACK = 1_000_000_000_000L;

}
