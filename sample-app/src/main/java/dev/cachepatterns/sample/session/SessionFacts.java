package dev.cachepatterns.sample.session;

import java.security.Principal;
import java.time.Instant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know about the session of a request. Without a session all but the
 * instance is null or zero.
 *
 * @param instance the instance that answers
 * @param user the name of the user, null for one who has not logged in
 * @param id the beginning of the session's id: who knows all of it is logged in
 * @param created when the session began
 * @param lastAccess when it was used last
 * @param favourites how many favourites are in it
 */
record SessionFacts(Instance instance, @Nullable String user, @Nullable String id, @Nullable Instant created,
		@Nullable Instant lastAccess, int favourites) {

	private static final int SHOWN = 8;

	/**
	 * Reads them, without beginning a session.
	 * @param request the request
	 * @param user its user
	 * @return the facts
	 */
	static SessionFacts of(HttpServletRequest request, @Nullable Principal user) {
		Instance instance = Instance.of(request);
		HttpSession session = request.getSession(false);
		if (session == null) {
			return new SessionFacts(instance, null, null, null, null, 0);
		}
		return new SessionFacts(instance, (user != null) ? user.getName() : null, session.getId().substring(0, SHOWN),
				Instant.ofEpochMilli(session.getCreationTime()), Instant.ofEpochMilli(session.getLastAccessedTime()),
				new Favourites(session).all().size());
	}

}
