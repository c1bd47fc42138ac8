package dev.cachepatterns.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A store on a backend that can only read, and compare and set: every step of
 * {@link CacheStore} is a {@link Step} here. Time is the caller's clock.
 */
public final class SteppedStore implements CacheStore {

	private final Cells cells;

	private final Clock clock;

	private final LongSupplier random;

	/**
	 * A store.
	 * @param cells the backend
	 * @param clock the time by which entries and writers expire
	 * @param random source of stamps and generations; never zero
	 */
	public SteppedStore(Cells cells, Clock clock, LongSupplier random) {
		this.cells = cells;
		this.clock = clock;
		this.random = random;
	}

	@Override
	public String name() {
		return this.cells.name();
	}

	@Override
	public String node(StoreKey key) {
		return this.cells.node(key);
	}

	@Override
	public void reconnect(StoreKey key) {
		this.cells.reconnect(key);
	}

	@Override
	public Lookup get(StoreKey key) {
		return this.cells.get(key);
	}

	@Override
	public Map<StoreKey, Lookup> getAll(Collection<StoreKey> keys) {
		return this.cells.getAll(keys);
	}

	@Override
	public CompletionStage<Lookup> getAsync(StoreKey key) {
		return this.cells.getAsync(key);
	}

	@Override
	public OptionalLong generation(StoreKey key) {
		return this.cells.generation(key, this.random.getAsLong());
	}

	@Override
	public boolean put(StoreKey key, byte[] payload, Duration ttl) {
		OptionalLong generation = generation(key);
		if (generation.isEmpty()) {
			return false;
		}
		Slot.Entry entry = Slot.Entry.value(this.random.getAsLong(), generation.getAsLong(), payload);
		return this.cells.change(key, Step.put(entry, expiry(ttl))).after().slot() == entry;
	}

	@Override
	public boolean replace(StoreKey key, long expected, Slot.Entry entry, Duration ttl) {
		long expiresAt = expiry(ttl);
		if (expected == Slot.ABSENT && this.cells.add(key, new Cell(entry, expiresAt))) {
			return true;
		}
		return holds(this.cells.change(key, Step.replace(expected, entry, expiresAt)), entry);
	}

	@Override
	public boolean remove(StoreKey key, long expected) {
		Change change = this.cells.change(key, Step.remove(expected));
		return !change.before().isEmpty() && change.after().isEmpty();
	}

	@Override
	public boolean invalidate(StoreKey key) {
		Slot removed = this.cells.change(key, Step.invalidate()).before().slot();
		return removed instanceof Slot.Entry entry && entry.kind() == Slot.Kind.VALUE
				&& this.cells.get(key).generation().equals(OptionalLong.of(entry.generation()));
	}

	@Override
	public void set(StoreKey key, Slot.Entry entry, Duration ttl) {
		this.cells.set(key, new Cell(entry, expiry(ttl)));
	}

	@Override
	public boolean delete(StoreKey key) {
		return this.cells.delete(key);
	}

	@Override
	public OptionalLong enter(StoreKey key, long token, Duration timeout) {
		long now = this.clock.millis();
		Step enter = Step.enter(token, now, now + Durations.toMillis(timeout));
		return this.cells.changeUnderGeneration(key, enter, this.random.getAsLong());
	}

	@Override
	public boolean publish(StoreKey key, long token, Slot.Entry entry, Duration ttl) {
		return holds(exit(key, token, entry, expiry(ttl)), entry);
	}

	@Override
	public void leave(StoreKey key, long token) {
		exit(key, token, null, 0);
	}

	@Override
	public void enterClear(Region region, long token, Duration timeout) {
		long now = this.clock.millis();
		this.cells.changeGenerations(region, Step.enterClear(token, now, now + Durations.toMillis(timeout)));
	}

	@Override
	public void leaveClear(Region region, long token) {
		this.cells.changeGenerations(region, Step.leaveClear(token, this.clock.millis()));
	}

	@Override
	public void close() {
		this.cells.close();
	}

	private Change exit(StoreKey key, long token, Slot.@Nullable Entry entry, long expiresAt) {
		return this.cells.change(key, Step.exit(token, entry, expiresAt, this.clock.millis()));
	}

	private long expiry(Duration ttl) {
		return this.clock.millis() + Durations.toMillis(ttl);
	}

	private static boolean holds(Change change, Slot.Entry entry) {
		return change.after().slot() instanceof Slot.Entry there && there.stamp() == entry.stamp();
	}

	/**
	 * The backend.
	 */
	public interface Cells extends AutoCloseable {

		/**
		 * The backend's name, as in {@link CacheStore#name()}.
		 * @return a short name in lower case
		 */
		String name();

		/**
		 * Where a key is, as {@link CacheStore#node}.
		 * @param key the key
		 * @return the node's name
		 */
		default String node(StoreKey key) {
			return name();
		}

		/**
		 * Connects anew, as {@link CacheStore#reconnect}.
		 * @param key the key
		 */
		default void reconnect(StoreKey key) {
		}

		/**
		 * Reads a key and its generation.
		 * @param key the key
		 * @return what was found
		 */
		Lookup get(StoreKey key);

		/**
		 * Reads many keys, as {@link CacheStore#getAll}.
		 * @param keys the keys
		 * @return a lookup for each that can be reached
		 */
		Map<StoreKey, Lookup> getAll(Collection<StoreKey> keys);

		/**
		 * Reads a key, as {@link CacheStore#getAsync}.
		 * @param key the key
		 * @return what was found
		 */
		CompletionStage<Lookup> getAsync(StoreKey key);

		/**
		 * The generation of the key's bucket.
		 * @param key the key
		 * @param fresh the generation to use if there is none
		 * @return the generation; empty while a clear is in flight
		 */
		OptionalLong generation(StoreKey key, long fresh);

		/**
		 * Stores what it can at once, where nothing stands.
		 * @param key the key
		 * @param cell what to store
		 * @return whether it is stored; {@code false} is no proof that something stands
		 * there
		 */
		boolean add(StoreKey key, Cell cell);

		/**
		 * Stores what it can at once, whatever stands there.
		 * @param key the key
		 * @param cell what to store
		 */
		void set(StoreKey key, Cell cell);

		/**
		 * Removes what stands there.
		 * @param key the key
		 * @return whether anything did
		 */
		boolean delete(StoreKey key);

		/**
		 * Applies a step so that nothing comes in between, and then
		 * {@link Step#onGeneration}, before which something may.
		 * @param key the key
		 * @param step the step; may be applied several times
		 * @return what stood there before and after
		 */
		Change change(StoreKey key, Step step);

		/**
		 * Applies a step that leaves an intent as {@link #change} does, and tells the
		 * generation of this moment or of one before it.
		 * @param key the key
		 * @param step the step; may be applied several times
		 * @param fresh the generation to use if there is none
		 * @return the generation; empty while a clear is in flight, or if the step leaves
		 * something else
		 */
		OptionalLong changeUnderGeneration(StoreKey key, Step step, long fresh);

		/**
		 * Applies a step to all generations of a cache, to each so that nothing comes in
		 * between.
		 * @param region the cache
		 * @param step the step; may be applied several times
		 */
		void changeGenerations(Region region, Step step);

		@Override
		void close();

	}

	/**
	 * What a step has done.
	 *
	 * @param before what stood there before
	 * @param after what stands there now
	 */
	public record Change(Cell before, Cell after) {
	}

}
