package dev.cachepatterns.session.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.Undecodable;
import dev.cachepatterns.session.SessionStats;
import org.springframework.session.MapSession;
import org.springframework.session.Session;

/**
 * Makes a session of a hash, and never fails. A hash without the fields that every
 * session has is what a late save has left of a deleted one: no session. An attribute
 * that cannot be read is not in the session.
 */
final class SafeSessionMapper implements BiFunction<String, Map<String, Object>, @Nullable MapSession> {

	private static final String ENDED = SafeSessionMapper.class.getName() + ".ENDED";

	private static final Log logger = LogFactory.getLog(SafeSessionMapper.class);

	/**
	 * Of how many attributes is told why they cannot be read, each once: it would be told
	 * with each request.
	 */
	private static final int TOLD = 100;

	private final Set<String> told = ConcurrentHashMap.newKeySet();

	private final Undecodable onUndecodable;

	private final SessionStats stats;

	/**
	 * A mapper.
	 * @param onUndecodable what becomes of a session with an attribute that cannot be
	 * read
	 * @param stats counts such attributes, at each read
	 */
	SafeSessionMapper(Undecodable onUndecodable, SessionStats stats) {
		this.onUndecodable = onUndecodable;
		this.stats = stats;
	}

	/**
	 * Whether a session has to end. It is not left out at once, as its end can still be
	 * told to listeners.
	 */
	static boolean isEnded(Session session) {
		return session.getAttribute(ENDED) != null;
	}

	@Override
	public @Nullable MapSession apply(String id, Map<String, Object> fields) {
		if (!(fields.get(SessionFields.CREATED) instanceof Number created)
				|| !(fields.get(SessionFields.ACCESSED) instanceof Number accessed)
				|| !(fields.get(SessionFields.INTERVAL) instanceof Number interval)) {
			return null;
		}
		MapSession session = new MapSession(id);
		session.setCreationTime(Instant.ofEpochMilli(created.longValue()));
		session.setLastAccessedTime(Instant.ofEpochMilli(accessed.longValue()));
		session.setMaxInactiveInterval(Duration.ofSeconds(interval.longValue()));
		fields.forEach((field, value) -> {
			if (SessionFields.isAttribute(field)) {
				read(session, SessionFields.attribute(field), value);
			}
		});
		return session;
	}

	private void read(MapSession session, String name, Object value) {
		if (!(value instanceof Unreadable unreadable)) {
			session.setAttribute(name, value);
			return;
		}
		this.stats.recordUndecodable();
		if (this.told.size() < TOLD && this.told.add(name)) {
			logger.warn("The attribute '%s' of a session cannot be read: %s".formatted(name, unreadable.reason()));
		}
		if (this.onUndecodable == Undecodable.END_SESSION) {
			session.setAttribute(ENDED, true);
		}
	}

}
