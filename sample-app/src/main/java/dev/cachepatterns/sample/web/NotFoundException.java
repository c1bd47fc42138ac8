package dev.cachepatterns.sample.web;

/**
 * Thrown for something that does not exist; the answer is a 404.
 */
public final class NotFoundException extends RuntimeException {

	public NotFoundException(String kind, Object id) {
		super("There is no " + kind + " '" + id + "'");
	}

}
