package dev.cachepatterns.session;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * The session that the request of this thread has saved, or read ahead. Spring Session's
 * filter saves once more at the end of a request that was answered before, and asks for
 * the session again, only to know its id.
 */
final class SavedSession {

	private static final ThreadLocal<SavedSession> CURRENT = new ThreadLocal<>();

	private @Nullable SessionRepository<?> repository;

	private @Nullable Session session;

	private boolean ahead;

	private SavedSession() {
	}

	/**
	 * Begins a request.
	 * @return whether none had begun
	 */
	static boolean begin() {
		if (CURRENT.get() != null) {
			return false;
		}
		CURRENT.set(new SavedSession());
		return true;
	}

	static void end() {
		CURRENT.remove();
	}

	/**
	 * Remembers what was saved, until the end of the request if there is one.
	 */
	static void remember(SessionRepository<?> repository, @Nullable Session session) {
		SavedSession current = CURRENT.get();
		if (current != null) {
			current.repository = repository;
			current.session = session;
			current.ahead = false;
		}
	}

	/**
	 * Lets the session that is read next be remembered.
	 */
	static void expect() {
		SavedSession current = CURRENT.get();
		if (current != null) {
			current.ahead = true;
		}
	}

	/**
	 * Remembers what was read, if that was expected, for the first who asks for it.
	 */
	private static <S extends Session> S found(SessionRepository<S> repository, S session) {
		SavedSession current = CURRENT.get();
		if (current != null && current.ahead) {
			current.repository = repository;
			current.session = session;
		}
		return session;
	}

	/**
	 * What a repository finds under an id, and counts: what this request has saved there,
	 * or what is read.
	 * @param read reads it
	 */
	static <S extends Session> @Nullable S find(SessionRepository<S> repository, String id, SessionStats stats,
			Supplier<@Nullable S> read) {
		S saved = recall(repository, id);
		if (saved != null) {
			return saved;
		}
		S session = read.get();
		if (session == null) {
			stats.recordMissing();
			return null;
		}
		stats.recordFound();
		return found(repository, session);
	}

	/**
	 * What this request has saved in a repository under an id, or read ahead.
	 */
	@SuppressWarnings("unchecked")
	private static <S extends Session> @Nullable S recall(SessionRepository<S> repository, String id) {
		SavedSession current = CURRENT.get();
		if (current == null || current.repository != repository || current.session == null
				|| !current.session.getId().equals(id)) {
			return null;
		}
		S session = (S) current.session;
		if (current.ahead) {
			remember(repository, null);
		}
		return session;
	}

}
