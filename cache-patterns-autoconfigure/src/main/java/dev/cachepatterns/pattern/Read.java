package dev.cachepatterns.pattern;

import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;

/**
 * The answer of a cache to a read.
 */
public final class Read {

	// Neither served nor leased
	private static final Lookup PASSED = new Lookup(new Slot.Unknown(), OptionalLong.empty(), 0);

	private final StoreKey key;

	private final @Nullable Decoded value;

	private final Phase phase;

	private final Lookup seen;

	private final long at;

	private final boolean leased;

	private final @Nullable Turn turn;

	private final boolean broken;

	private final Tags tags;

	private final @Nullable Throwable failure;

	private Read(Read other, Lookup seen, boolean leased, Tags tags, @Nullable Throwable failure) {
		this.key = other.key;
		this.value = other.value;
		this.phase = other.phase;
		this.seen = seen;
		this.at = other.at;
		this.leased = leased;
		this.turn = null;
		this.broken = !leased && other.broken;
		this.tags = tags;
		this.failure = failure;
	}

	private Read(StoreKey key, @Nullable Decoded value, Phase phase, Lookup seen, boolean broken, @Nullable Turn turn) {
		this.key = key;
		this.value = value;
		this.phase = phase;
		this.seen = seen;
		this.at = System.nanoTime();
		this.leased = false;
		this.turn = turn;
		this.broken = broken;
		this.tags = Tags.NONE;
		this.failure = null;
	}

	static Read hit(StoreKey key, Decoded value, Phase phase, Lookup seen) {
		return new Read(key, value, phase, seen, false, null);
	}

	static Read miss(StoreKey key, Lookup seen) {
		return new Read(key, null, Phase.EXPIRED, seen, false, null);
	}

	/**
	 * A miss where a value stands that cannot be read.
	 */
	static Read broken(StoreKey key, Lookup seen) {
		return new Read(key, null, Phase.EXPIRED, seen, true, null);
	}

	/**
	 * A miss that no lease follows, and no fill but that of its turn.
	 */
	static Read past(StoreKey key, @Nullable Turn turn) {
		return new Read(key, null, Phase.EXPIRED, PASSED, false, turn);
	}

	/**
	 * A miss that nothing follows.
	 * @param key what would have been read
	 * @return the miss
	 */
	public static Read past(StoreKey key) {
		return past(key, null);
	}

	/**
	 * What another caller has loaded.
	 */
	static Read copied(StoreKey key, Decoded copy) {
		return hit(key, copy, Phase.FRESH, PASSED);
	}

	Read seeing(Lookup lookup) {
		return new Read(this, lookup, false, this.tags, null);
	}

	/**
	 * The same, by a caller whose values get tags.
	 */
	Read tagged(Tags own) {
		return (own == this.tags) ? this : new Read(this, this.seen, this.leased, own, this.failure);
	}

	Read leased(Slot.Entry lease) {
		return new Read(this, new Lookup(lease, OptionalLong.of(lease.generation()), 0), true, this.tags, null);
	}

	/**
	 * The read of a caller that has waited for a load.
	 * @param failure what the load has failed with, {@code null} if it has not
	 */
	Read failed(@Nullable Throwable failure) {
		return (failure != null) ? new Read(this, this.seen, false, this.tags, failure) : this;
	}

	/**
	 * What the load has failed with that the caller has waited for: its own would fail as
	 * well.
	 * @return what that loader has thrown, {@code null} if there is nothing
	 */
	public @Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * What was read.
	 * @return the key
	 */
	public StoreKey key() {
		return this.key;
	}

	/**
	 * The cached value.
	 * @return the value, {@code null} on a miss
	 */
	public @Nullable Decoded hit() {
		return this.phase.served() ? this.value : null;
	}

	/**
	 * Whether somebody should load the value anew that is served meanwhile.
	 * @return {@code true} for some hits
	 */
	public boolean due() {
		return this.phase == Phase.DUE;
	}

	/**
	 * The value that is served if loading it anew fails.
	 * @return the value, {@code null} if there is none
	 */
	public @Nullable Decoded stale() {
		return this.phase.served() ? null : this.value;
	}

	/**
	 * The value, whatever may be done with it.
	 */
	@Nullable Decoded value() {
		return this.value;
	}

	/**
	 * What stood there, for the fill that follows a miss.
	 */
	Lookup seen() {
		return this.seen;
	}

	/**
	 * The tags that what is loaded gets, as they were before.
	 */
	Tags tags() {
		return this.tags;
	}

	/**
	 * When it was read, in {@link System#nanoTime()}.
	 */
	long at() {
		return this.at;
	}

	/**
	 * Whether a value stands there that cannot be read.
	 */
	boolean broken() {
		return this.broken;
	}

	/**
	 * The load that the read has begun while the cache is out.
	 */
	@Nullable Turn turn() {
		return this.turn;
	}

	/**
	 * The token of the lease that this read has taken.
	 * @return the token, 0 if it has none
	 */
	public long lease() {
		return this.leased ? this.seen.slot().stamp() : 0;
	}

	/**
	 * Whether others wait for what this read does next.
	 * @return {@code false} if nothing has to be ended
	 */
	public boolean awaited() {
		return this.leased || this.turn != null;
	}

	/**
	 * The stamp under which a load of what is missing stands on the server: another
	 * reader's lease, or a value that others read and this caller cannot.
	 * @return the stamp, 0 if there is none
	 */
	long stamp() {
		return (this.seen.live() && !this.broken && !expired()) ? this.seen.slot().stamp() : 0;
	}

	/**
	 * Whether a value stands there that this reader may claim, to load it anew.
	 */
	boolean expired() {
		return this.value != null && this.phase == Phase.EXPIRED;
	}

	/**
	 * Whether another reader is loading.
	 */
	boolean leasedByAnother() {
		if (this.leased) {
			return false;
		}
		return this.phase == Phase.AWAITED || (this.seen.live() && this.seen.slot() instanceof Slot.Entry entry
				&& entry.kind() == Slot.Kind.LEASE);
	}

}
