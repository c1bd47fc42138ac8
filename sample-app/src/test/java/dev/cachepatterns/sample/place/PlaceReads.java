package dev.cachepatterns.sample.place;

import java.util.Optional;
import java.util.function.LongFunction;

import org.springframework.context.ApplicationContext;

/**
 * The places of an instance, for scenarios of other packages.
 */
public final class PlaceReads {

	private PlaceReads() {
	}

	/**
	 * Reads places as a request does.
	 * @param atlas the instance
	 * @return the cached method
	 */
	public static LongFunction<Optional<Place>> of(ApplicationContext atlas) {
		return atlas.getBean(PlaceService.class)::find;
	}

	/**
	 * Gives a place another name.
	 * @param atlas the instance
	 * @param id the place
	 * @param name its new name
	 */
	public static void rename(ApplicationContext atlas, long id, String name) {
		atlas.getBean(PlaceService.class).update(id, new PlaceEdit(name, 0.0, 0.0));
	}

}
