package dev.cachepatterns.store;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Bytes under names, changed by compare-and-set: who has read a version replaces that
 * version or nothing.
 * <p>
 * Names are 1 to 250 printable ASCII characters without blanks. Each call is one round
 * trip at most and bounded by the client's timeout. A {@link StoreUnavailableException}
 * leaves open whether the call had its effect, a {@link StoreRejectedException} says that
 * it had none.
 */
public interface CasStore extends AutoCloseable {

	/**
	 * What stands under a name.
	 * @param name the name
	 * @return {@code null} for nothing
	 */
	@Nullable Versioned get(String name);

	/**
	 * What stands under several names, in one round trip to each node.
	 * @param names the names
	 * @return without those under which nothing stands
	 */
	Map<String, Versioned> getAll(Collection<String> names);

	/**
	 * Stores bytes where nothing stands.
	 * @param name the name
	 * @param bytes the bytes, not to be changed afterwards
	 * @param ttl for how long: rounded up to what the backend can tell, without end
	 * beyond that
	 * @return {@code false} if something stands there, which is left as it is
	 */
	boolean add(String name, byte[] bytes, Duration ttl);

	/**
	 * Replaces bytes that nobody has changed.
	 * @param name the name
	 * @param version the version that was read
	 * @param bytes the bytes, not to be changed afterwards
	 * @param ttl for how long, as with {@link #add}
	 * @return {@code false} if something else stands there, or nothing
	 */
	boolean replace(String name, long version, byte[] bytes, Duration ttl);

	/**
	 * Removes bytes that nobody has changed.
	 * @param name the name
	 * @param version the version that was read
	 * @return {@code false} if something else stands there, or nothing
	 */
	boolean remove(String name, long version);

	/**
	 * Removes whatever stands under a name.
	 * @param name the name
	 * @return {@code false} if it was nothing
	 */
	boolean delete(String name);

	/**
	 * Where a name is: names of one node fail together, those of others need not. Does
	 * not block.
	 * @param name the name
	 * @return the node, the same for all names where there are none to tell apart
	 */
	default String node(String name) {
		return "store";
	}

	/**
	 * Makes the connection to the node of a name anew, as the one that is there may lead
	 * nowhere. Blocks for at most twice the client's timeout, and throws nothing.
	 * @param name the name
	 */
	default void reconnect(String name) {
	}

	/**
	 * How many bytes it takes under one name. A server that is configured to take fewer
	 * rejects them.
	 * @return the number of bytes
	 */
	int limit();

	@Override
	void close();

	/**
	 * Bytes that were read.
	 *
	 * @param bytes the bytes, not to be changed
	 * @param version of them, by which only equality is to be decided, and only with
	 * others of the same name
	 */
	record Versioned(byte[] bytes, long version) {
	}

}
