package dev.cachepatterns.session;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.Sessions.Found;
import dev.cachepatterns.session.Stored.Content;
import dev.cachepatterns.session.Stored.Forward;
import dev.cachepatterns.session.Stored.Moving;

/**
 * Writes what a request has changed, into whatever the session is by then.
 */
final class Merge {

	private final Sessions sessions;

	private final Handover handover;

	private final SessionStats stats;

	Merge(Sessions sessions, SessionStats stats) {
		this.sessions = sessions;
		this.handover = new Handover(sessions);
		this.stats = stats;
	}

	/**
	 * Writes changes.
	 * @param id the id of the session
	 * @param seen what stands there, if that is known
	 * @param delta the changes
	 * @return the session as it is stored now, and its id; {@code null} if it was gone,
	 * or had expired
	 */
	@Nullable Written write(String id, @Nullable Found seen, Delta delta) {
		return write(id, seen, delta, 0);
	}

	private @Nullable Written write(String id, @Nullable Found first, Delta delta, int hops) {
		Found seen = first;
		for (int attempt = 0; attempt < Pause.ATTEMPTS; attempt++) {
			seen = (seen != null) ? seen : this.sessions.getEvenExpired(id);
			if (seen != null && seen.stored() instanceof Forward forward) {
				return follow(forward, delta, hops);
			}
			if (seen != null && seen.stored() instanceof Moving moving) {
				this.handover.complete(id, moving);
			}
			else if (seen == null || !(seen.stored() instanceof Content before)) {
				return null;
			}
			else if (!delta.keepsAlive(before, this.sessions.now())) {
				if (this.sessions.remove(id, seen.version())) {
					boolean gone = before.expired(this.sessions.now());
					return gone ? null : new Written(id, delta.applyTo(before));
				}
			}
			else if (this.sessions.replace(id, seen.version(), delta.applyTo(before))) {
				merged(attempt > 0);
				return new Written(id, delta.applyTo(before));
			}
			seen = null;
			Pause.after(attempt);
		}
		throw new SessionConflictException("A session is changed by too many requests at the same time");
	}

	private @Nullable Written follow(Forward forward, Delta delta, int hops) {
		Written first = null;
		if (hops < Forward.HOPS) {
			for (String id : forward.ids()) {
				Written written = write(id, null, delta.anonymous(), hops + 1);
				first = (first != null) ? first : written;
			}
		}
		merged(first != null);
		return first;
	}

	private void merged(boolean done) {
		if (done) {
			this.stats.recordMerged();
		}
	}

	/**
	 * A session that was written.
	 */
	record Written(String id, Content content) {
	}

}
