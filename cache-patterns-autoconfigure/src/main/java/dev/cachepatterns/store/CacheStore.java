package dev.cachepatterns.store;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Where bytes live: the port that a backend implements.
 * <p>
 * Every method is atomic for its key, on every instance, and blocks for at most the
 * client's timeout. Methods other than {@link #getAsync} throw
 * {@link StoreUnavailableException} when the backend cannot be reached and
 * {@link StoreRejectedException} when it answers and refuses. A method that failed may or
 * may not have had its effect; calling it again with the same arguments is safe.
 * <p>
 * No method but {@link #set} and {@link #delete} touches what {@link Slot.Unknown} stands
 * for, as it may be a value that a newer version of this library has stored. Those that
 * make values old make its generation old instead, and with it all entries of its bucket
 * (one of {@link StoreKey#BUCKETS} of its cache): {@link #enter} puts the intent there
 * and returns nothing to publish under, {@link #publish} and {@link #leave} end it,
 * {@link #put} and {@link #invalidate} return {@code false}.
 * <p>
 * No method but {@link #publish} and {@link #leave} ends an intent: the others see it and
 * return {@code false}.
 */
public interface CacheStore extends AutoCloseable {

	/**
	 * The backend's name, as in {@code cache-patterns.backend}.
	 * @return a short name in lower case
	 */
	String name();

	/**
	 * Where a key is: keys of one node fail together, those of others need not. Does not
	 * block.
	 * @param key the key
	 * @return the node's name, {@link #name()} where the backend does not tell nodes
	 * apart
	 */
	default String node(StoreKey key) {
		return name();
	}

	/**
	 * Reads a key and its generation. One round trip.
	 * @param key the key
	 * @return what was found
	 */
	Lookup get(StoreKey key);

	/**
	 * Reads a key, and its generation as it was within the last second, but for clears of
	 * this instance: for caches that promise no consistency. At most as much as
	 * {@link #get}.
	 * @param key the key
	 * @return what was found
	 */
	default Lookup getRecent(StoreKey key) {
		return get(key);
	}

	/**
	 * Reads many keys and their generations; each pair is read at one moment, different
	 * pairs need not be.
	 * @param keys the keys; may be empty
	 * @return a lookup for each key, but for those on a node that cannot be reached
	 */
	Map<StoreKey, Lookup> getAll(Collection<StoreKey> keys);

	/**
	 * Reads a key and its generation without blocking the calling thread, where the
	 * backend's client can.
	 * @param key the key
	 * @return what was found, or one of the two exceptions of this interface
	 */
	CompletionStage<Lookup> getAsync(StoreKey key);

	/**
	 * The generation of the key's bucket, made anew at random when there is none.
	 * @param key the key
	 * @return the generation; empty while a clear is in flight
	 */
	OptionalLong generation(StoreKey key);

	/**
	 * The generation of the key's bucket as it was within the last second, but for clears
	 * of this instance: what is stored under one that is gone is dead.
	 * @param key the key
	 * @return the generation, as {@link #generation}
	 */
	default OptionalLong recentGeneration(StoreKey key) {
		return generation(key);
	}

	/**
	 * Stores a value under the generation that is current at this moment, whatever was
	 * there before. Refused while an intent or a clear is in flight.
	 * @param key the key
	 * @param payload the bytes of the value
	 * @param ttl time until it vanishes, at least 1 ms
	 * @return whether it was stored
	 */
	boolean put(StoreKey key, byte[] payload, Duration ttl);

	/**
	 * Stores an entry only if nothing has changed since a {@link #get}.
	 * @param key the key
	 * @param expected the stamp that was seen, {@link Slot#ABSENT} for nothing
	 * @param entry what to store
	 * @param ttl time until it vanishes, at least 1 ms
	 * @return whether it was stored; {@code true} also if this very entry is there
	 * already
	 */
	boolean replace(StoreKey key, long expected, Slot.Entry entry, Duration ttl);

	/**
	 * Removes an entry only if it is still the one that was seen.
	 * @param key the key
	 * @param expected the stamp that was seen
	 * @return whether it was there and is removed
	 */
	boolean remove(StoreKey key, long expected);

	/**
	 * Removes whatever a reader could still see. An intent is marked dirty and stays.
	 * @param key the key
	 * @return whether a live value was there
	 */
	boolean invalidate(StoreKey key);

	/**
	 * Stores an entry, whatever is there, intents of writers too: for caches that promise
	 * no consistency.
	 * @param key the key
	 * @param entry what to store
	 * @param ttl time until it vanishes, at least 1 ms
	 */
	void set(StoreKey key, Slot.Entry entry, Duration ttl);

	/**
	 * Removes what is there, intents of writers too: for caches that promise no
	 * consistency.
	 * @param key the key
	 * @return whether anything was there
	 */
	boolean delete(StoreKey key);

	/**
	 * First step of a write: no reader is served from now on, until every writer has left
	 * or its time is over. Writers past their deadline are forgotten, which leaves the
	 * intent dirty.
	 * @param key the key
	 * @param token the writer's random number; entering twice is entering once
	 * @param timeout the writer's time, longer than its transaction; at least 1 ms
	 * @return the generation to publish under, as {@link #recentGeneration}; empty when
	 * there is none to publish under
	 */
	OptionalLong enter(StoreKey key, long token, Duration timeout);

	/**
	 * Last step of a write that may leave its value: replaces the intent by the entry if
	 * the writer was alone all the time, and is {@link #leave} otherwise.
	 * @param key the key
	 * @param token the writer's token
	 * @param entry the new value, under the generation that {@link #enter} returned
	 * @param ttl time until it vanishes, at least 1 ms
	 * @return whether the entry is stored
	 */
	boolean publish(StoreKey key, long token, Slot.Entry entry, Duration ttl);

	/**
	 * Last step of any other write: the last writer removes the key; one that overlapped
	 * with others leaves it dirty; one whose token is gone removes whatever is not an
	 * intent.
	 * @param key the key
	 * @param token the writer's token
	 */
	void leave(StoreKey key, long token);

	/**
	 * Makes every entry of a cache dead, on every instance, before it returns. Costs
	 * {@link StoreKey#BUCKETS} keys however many entries there are; what is dead vanishes
	 * with its time to live. While a clear that has been announced is in flight, nothing
	 * is served in any case.
	 * @param region the cache
	 */
	default void clear(Region region) {
		leaveClear(region, Slot.ABSENT);
	}

	/**
	 * First step of a write that makes a whole cache old: no entry of it is served or
	 * stored from now on, until everyone who clears has left or its time is over. Costs
	 * as {@link #clear}.
	 * @param region the cache
	 * @param token the random number of who clears; entering twice is entering once
	 * @param timeout its time, longer than its transaction; at least 1 ms
	 */
	void enterClear(Region region, long token, Duration timeout);

	/**
	 * Last step of a write that makes a whole cache old: as {@link #clear}.
	 * @param region the cache
	 * @param token the token of {@link #enterClear}
	 */
	void leaveClear(Region region, long token);

	/**
	 * Makes the connection to a key's node anew, as the one that is there may lead
	 * nowhere, or to another server: a firewall has forgotten it, or a name leads
	 * elsewhere. Does nothing where there is none, or where it was made within the last
	 * half second. Blocks for at most twice the client's timeout, and throws nothing.
	 * @param key the key
	 */
	default void reconnect(StoreKey key) {
	}

	/**
	 * Gives back what the store holds, except connections that it was given.
	 */
	@Override
	void close();

}
