package dev.cachepatterns.simulation;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

import dev.cachepatterns.codec.Attributes;
import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Freshness;
import dev.cachepatterns.codec.Tag;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.OnMiss;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreException;

/**
 * Callers that make a mistake with tags.
 */
final class MutatedTags {

	private MutatedTags() {
	}

	static boolean mistaken(Mutation mutation) {
		return mutation.compareTo(Mutation.TAGS_ARE_NOT_CHECKED) >= 0
				&& mutation.compareTo(Mutation.TAG_EVICTED_BEFORE_COMMIT) <= 0;
	}

	static Program mutate(Mutation mutation, Program program) {
		if (program instanceof Reading reading && mutation == Mutation.TAGS_ARE_NOT_CHECKED) {
			return (simulation) -> serveUnchecked(simulation, reading);
		}
		if (program instanceof Reading reading && mutation == Mutation.TAGS_AFTER_THE_LOAD) {
			return (simulation) -> readTagsAfterwards(simulation, reading.jvm());
		}
		if (!(program instanceof Writing writing) || writing.outcome() != Outcome.COMMITTED) {
			return program;
		}
		if (writing.effect() == Effect.PUT && mutation == Mutation.TAGS_AT_THE_EXIT) {
			return (simulation) -> readTagsAtExit(simulation, writing.jvm());
		}
		if (writing.effect() == Effect.EVICT_TAG && mutation == Mutation.TAG_EVICTED_BEFORE_COMMIT) {
			return (simulation) -> {
				Effect.EVICT_TAG.invalidate(simulation, writing.jvm());
				simulation.returned(simulation.commit());
			};
		}
		return program;
	}

	private static void serveUnchecked(Simulation simulation, Reading reading) {
		if (simulation.caller(Simulation.METHOD).tags().get().isEmpty()) {
			reading.run(simulation);
			return;
		}
		Begun begun = simulation.begin(reading.jvm());
		try {
			Lookup found = simulation.cache(reading.jvm()).storage().store().get(simulation.key);
			if (found.live() && found.slot() instanceof Slot.Entry entry && entry.kind() == Slot.Kind.VALUE) {
				Decoded value = simulation.codec.decode(entry.payload(), Simulation.METHOD);
				if (value != null) {
					simulation.served(begun, value.value(), true);
					return;
				}
			}
		}
		catch (StoreException ex) {
			return;
		}
		reading.run(simulation);
	}

	private static void readTagsAfterwards(Simulation simulation, int jvm) {
		Begun begun = simulation.begin(jvm);
		CacheAside cache = simulation.cache(jvm);
		try {
			Read read = cache.read(simulation.key, simulation.caller(Simulation.METHOD), () -> OnMiss.LEASE);
			if (read.hit() != null) {
				simulation.served(begun, read.hit().value(), true);
				return;
			}
			int loaded = simulation.load();
			CacheStore store = cache.storage().store();
			Lookup leased = store.get(simulation.key);
			if (read.lease() != 0 && leased.slot() instanceof Slot.Entry lease && lease.stamp() == read.lease()) {
				Slot.Entry entry = Slot.Entry.value(cache.storage().random().getAsLong(), lease.generation(),
						payload(simulation, store, loaded));
				store.replace(simulation.key, read.lease(), entry, Fleet.TTL);
			}
			simulation.served(begun, loaded, false);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		catch (StoreException ex) {
			// It fails
		}
	}

	private static void readTagsAtExit(Simulation simulation, int jvm) {
		simulation.beginWrite();
		CacheStore store = simulation.cache(jvm).storage().store();
		long token = simulation.cache(jvm).storage().random().getAsLong();
		OptionalLong generation = OptionalLong.empty();
		try {
			generation = store.enter(simulation.key, token, Duration.ofMillis(Simulation.INTENT));
		}
		catch (StoreException ex) {
			simulation.unannounced();
		}
		int version = simulation.commit();
		if (generation.isPresent()) {
			publish(simulation, store, version, Slot.Entry.lease(token, generation.getAsLong()));
		}
		else {
			Effect.PUT.invalidate(simulation, jvm);
		}
		simulation.returned(version);
	}

	private static void publish(Simulation simulation, CacheStore store, int version, Slot.Entry intent) {
		try {
			Slot.Entry entry = Slot.Entry.value(intent.stamp() + (1L << 40), intent.generation(),
					payload(simulation, store, version));
			store.publish(simulation.key, intent.stamp(), entry, Fleet.TTL);
		}
		catch (StoreException ex) {
			Effect.acknowledged(() -> store.leave(simulation.key, intent.stamp()));
		}
	}

	private static byte[] payload(Simulation simulation, CacheStore store, int version) {
		Lookup tag = store.get(simulation.tag);
		List<Tag> tags = List.of(new Tag("tag", tag.slot().stamp()));
		Attributes attributes = new Attributes(0, Freshness.ALWAYS, tags);
		return simulation.codec.encode("rows", version, Simulation.METHOD, attributes);
	}

}
