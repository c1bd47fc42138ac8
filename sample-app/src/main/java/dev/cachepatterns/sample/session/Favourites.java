package dev.cachepatterns.sample.session;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import dev.cachepatterns.sample.place.Place;
import jakarta.servlet.http.HttpSession;

/**
 * The favourites in a session. Each is an attribute of its own: of two requests at once
 * that add one each, neither undoes what the other does.
 *
 * @param session the session
 */
record Favourites(HttpSession session) {

	private static final String PREFIX = "favourite ";

	/**
	 * All of them, by name.
	 * @return the favourites
	 */
	List<Favourite> all() {
		return Collections.list(this.session.getAttributeNames())
			.stream()
			.filter((name) -> name.startsWith(PREFIX))
			.map(this.session::getAttribute)
			.filter(Favourite.class::isInstance)
			.map(Favourite.class::cast)
			.sorted(Comparator.comparing(Favourite::name).thenComparing(Favourite::id))
			.toList();
	}

	void add(Place place) {
		this.session.setAttribute(PREFIX + place.id(), new Favourite(place.id(), place.name(), place.country()));
	}

	void remove(long id) {
		this.session.removeAttribute(PREFIX + id);
	}

}
