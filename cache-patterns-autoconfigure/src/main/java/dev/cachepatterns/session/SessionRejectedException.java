package dev.cachepatterns.session;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.Stored.Content;

/**
 * A session that the store does not take, above all one that is too large. What was
 * stored before is still there.
 */
public final class SessionRejectedException extends RuntimeException {

	private static final int NAMED = 5;

	private SessionRejectedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	static SessionRejectedException tooLarge(Content session, int size, int limit) {
		return new SessionRejectedException("A session of %d bytes is larger than the %d bytes that the store takes. %s"
			.formatted(size, limit, largest(session)), null);
	}

	static SessionRejectedException refused(Content session, int size, RuntimeException cause) {
		return new SessionRejectedException("The store refuses a session of %d bytes: %s. %s".formatted(size,
				String.valueOf(cause.getMessage()), largest(session)), cause);
	}

	/**
	 * The largest attributes, by name: values are nobody's business.
	 */
	private static String largest(Content session) {
		return session.attributes()
			.entrySet()
			.stream()
			.sorted(Comparator.comparingInt((Map.Entry<String, byte[]> entry) -> -entry.getValue().length))
			.limit(NAMED)
			.map((entry) -> "'%s' (%d bytes)".formatted(entry.getKey(), entry.getValue().length))
			.collect(Collectors.joining(", ", "Its largest attributes: ", ""));
	}

}
