package dev.cachepatterns.session.redis;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/**
 * Stands for a value that cannot be read, until {@link SafeSessionMapper} sees it. Also
 * an empty map, as Spring Session casts the body of a message to one.
 */
final class Unreadable extends AbstractMap<String, Object> {

	private final String reason;

	Unreadable(String reason) {
		this.reason = reason;
	}

	String reason() {
		return this.reason;
	}

	@Override
	public Set<Map.Entry<String, Object>> entrySet() {
		return Set.of();
	}

}
