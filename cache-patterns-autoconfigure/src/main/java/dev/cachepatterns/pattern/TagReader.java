package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Tag;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * Reads tags, and gives a stamp to those that have none.
 *
 * @param storage where they are
 */
record TagReader(Storage storage) {

	/**
	 * A tag is kept for twice this time, and for that long again from the first value on
	 * that is stored under it in the second half. Values of a tag that has vanished are
	 * loaded anew.
	 */
	static final Duration KEPT = Duration.ofDays(30);

	static StoreKey key(Region region, String name) {
		return StoreKey.of(Region.of(region.prefix(), Region.TAGS), name);
	}

	/**
	 * Tags by their names. One round trip, to each node that has one of them.
	 */
	Tags read(Region region, List<String> names) {
		return names.isEmpty() ? Tags.NONE : together(null, region, names).tags();
	}

	/**
	 * An entry and tags. One round trip, to each node that has one of them.
	 */
	Found read(StoreKey key, List<String> names) {
		return together(key, key.region(), names);
	}

	private Found together(@Nullable StoreKey key, Region region, List<String> names) {
		Map<String, StoreKey> keys = keys(region, names);
		List<StoreKey> all = trusted(key, keys);
		Map<StoreKey, Lookup> found = this.storage.store().getAll(all);
		return found(key, keys, found);
	}

	/**
	 * The same without blocking the calling thread.
	 */
	CompletableFuture<Found> readAsync(@Nullable StoreKey key, Region region, List<String> names) {
		Map<String, StoreKey> keys = keys(region, names);
		List<StoreKey> all = trusted(key, keys);
		Map<StoreKey, CompletableFuture<Lookup>> answers = new LinkedHashMap<>();
		all.forEach((each) -> answers.put(each, this.storage.store().getAsync(each).toCompletableFuture()));
		return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new)).thenApply((done) -> {
			Map<StoreKey, Lookup> found = new LinkedHashMap<>();
			answers.forEach((each, answer) -> found.put(each, answer.join()));
			return found(key, keys, found);
		});
	}

	private List<StoreKey> trusted(@Nullable StoreKey key, Map<String, StoreKey> keys) {
		List<StoreKey> all = new ArrayList<>(keys.values());
		if (key != null) {
			all.add(key);
		}
		all.forEach(this.storage.trust()::check);
		return all;
	}

	private static Map<String, StoreKey> keys(Region region, List<String> names) {
		Map<String, StoreKey> keys = new LinkedHashMap<>();
		names.forEach((name) -> keys.put(name, key(region, name)));
		return keys;
	}

	private Found found(@Nullable StoreKey key, Map<String, StoreKey> keys, Map<StoreKey, Lookup> found) {
		Map<String, Lookup> tags = new LinkedHashMap<>();
		keys.forEach((name, tag) -> tags.put(name, answered(tag, found)));
		return new Found((key != null) ? answered(key, found) : null, new Tags(tags));
	}

	private Lookup answered(StoreKey key, Map<StoreKey, Lookup> found) {
		Lookup there = found.get(this.storage.trust().check(key));
		if (there == null) {
			throw StoreUnavailableException.notAsked("The node of key '%s' has not answered".formatted(key));
		}
		return there;
	}

	/**
	 * Gives a stamp to tags that have none, before what is loaded is stored under it:
	 * given after the load, it could hide an eviction that came in between. Nothing for
	 * those that are being evicted.
	 */
	Tags prepare(Region region, Tags tags) {
		if (tags.found().isEmpty() || tags.complete() && !aging(tags)) {
			return tags;
		}
		Map<String, Lookup> prepared = new LinkedHashMap<>();
		tags.found().forEach((name, there) -> prepared.put(name, prepared(key(region, name), there)));
		return new Tags(prepared);
	}

	private boolean aging(Tags tags) {
		return tags.found().values().stream().anyMatch(this::aging);
	}

	private boolean aging(Lookup there) {
		return there.expiresAt() - this.storage.clock().millis() < KEPT.toMillis();
	}

	private Lookup prepared(StoreKey tag, Lookup there) {
		if (!Filler.replaceable(there.slot()) || (Tags.stands(there) && !aging(there))) {
			return there;
		}
		boolean stands = Tags.stands(there);
		OptionalLong generation = there.generation().isPresent() ? there.generation()
				: this.storage.store().generation(tag);
		if (generation.isEmpty()) {
			return there;
		}
		long stamp = stands ? there.slot().stamp() : this.storage.random().getAsLong();
		Slot.Entry entry = Slot.Entry.value(stamp, generation.getAsLong(), new byte[0]);
		Duration kept = KEPT.multipliedBy(2);
		long seen = (there.slot().stamp() != Slot.ABSENT) ? there.slot().stamp() : begun(tag, generation.getAsLong());
		return seen != Slot.ABSENT && this.storage.store().replace(tag, seen, entry, kept)
				? new Lookup(entry, generation, this.storage.clock().millis() + kept.toMillis())
				: this.storage.store().get(tag);
	}

	/**
	 * Puts a lease where nothing stands. Were that the stamp itself, a client that
	 * repeats the command, as it has lost the connection, would bring it back after an
	 * eviction; what takes the place of a lease does so once.
	 * @return the lease, {@link Slot#ABSENT} if something stands there by now
	 */
	private long begun(StoreKey tag, long generation) {
		Slot.Entry lease = Slot.Entry.lease(this.storage.random().getAsLong(), generation);
		boolean taken = this.storage.store().replace(tag, Slot.ABSENT, lease, this.storage.timeouts().lease());
		return taken ? lease.stamp() : Slot.ABSENT;
	}

	/**
	 * The tags that a caller's values get, as they stand now. A failure leaves them
	 * without stamps.
	 */
	Tags now(Region region, List<String> names) {
		if (names.isEmpty()) {
			return Tags.NONE;
		}
		try {
			return prepare(region, read(region, names));
		}
		catch (StoreException ex) {
			Map<String, Lookup> unknown = new LinkedHashMap<>();
			names.forEach((name) -> unknown.put(name, new Lookup(new Slot.Unknown(), OptionalLong.empty(), 0)));
			return new Tags(unknown);
		}
	}

	static List<String> names(List<Tag> tags) {
		return tags.stream().map(Tag::name).toList();
	}

	/**
	 * What was read together.
	 *
	 * @param entry what stands under the key, {@code null} if none was asked for
	 * @param tags the tags
	 */
	record Found(@Nullable Lookup entry, Tags tags) {
	}

}
