package dev.cachepatterns.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.cachepatterns.codec.Tag;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;

/**
 * Some tags as they stood on the server at one moment.
 * <p>
 * A tag is an entry without a value, in a cache of its own. Values name the stamp that
 * their tags had before they were loaded; an eviction of a tag ends its stamp, and with
 * it all of them.
 *
 * @param found what stood under each name
 */
record Tags(Map<String, Lookup> found) {

	/**
	 * No tags.
	 */
	static final Tags NONE = new Tags(Map.of());

	/**
	 * Whether it knows of some tags, whatever their stamps.
	 */
	boolean cover(List<Tag> tags) {
		return tags.stream().allMatch((tag) -> this.found.containsKey(tag.name()));
	}

	/**
	 * Whether nothing has ended the stamps of some tags.
	 */
	boolean confirm(List<Tag> tags) {
		return tags.stream().allMatch((tag) -> {
			Lookup there = this.found.get(tag.name());
			return there != null && stands(there) && there.slot().stamp() == tag.stamp();
		});
	}

	/**
	 * Whether each has a stamp, so that values can be stored under them.
	 */
	boolean complete() {
		return this.found.values().stream().allMatch(Tags::stands);
	}

	/**
	 * What is noted of a value that is loaded now, if they are {@link #complete}.
	 */
	List<Tag> stamps() {
		if (this.found.isEmpty()) {
			return List.of();
		}
		List<Tag> stamps = new ArrayList<>(this.found.size());
		this.found.forEach((name, there) -> stamps.add(new Tag(name, there.slot().stamp())));
		return stamps;
	}

	static boolean stands(Lookup there) {
		return Filler.holds(there, Slot.Kind.VALUE);
	}

}
