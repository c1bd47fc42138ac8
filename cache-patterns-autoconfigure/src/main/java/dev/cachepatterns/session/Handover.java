package dev.cachepatterns.session;

import java.util.List;

import dev.cachepatterns.session.Sessions.Found;
import dev.cachepatterns.session.Stored.Forward;
import dev.cachepatterns.session.Stored.Moving;

/**
 * Ends a change of a session's id that has met others' changes: what stands under the old
 * id is written under the new one, and then the old one becomes a forward. Anybody may do
 * it who comes by, several at the same time and each more than once.
 * <p>
 * Until the old id is a forward nobody changes what stands under the new one. It is
 * replaced only if it was read while the old one was none: nothing newer is lost.
 */
final class Handover {

	private final Sessions sessions;

	Handover(Sessions sessions) {
		this.sessions = sessions;
	}

	/**
	 * Completes a change of the id, if it is still to be completed.
	 * @param from the old id
	 */
	void complete(String from, Moving moving) {
		for (int attempt = 0; attempt < Pause.ATTEMPTS; attempt++) {
			Found target = this.sessions.getEvenExpired(moving.id());
			Found still = this.sessions.get(from);
			if (still == null || !(still.stored() instanceof Moving same) || !same.id().equals(moving.id())) {
				return;
			}
			if (target == null) {
				// Ended under its new id
				if (this.sessions.remove(from, still.version())) {
					return;
				}
			}
			else if (this.sessions.replace(moving.id(), target.version(), same.content())
					&& this.sessions.replace(from, still.version(), new Forward(List.of(moving.id())))) {
				return;
			}
			Pause.after(attempt);
		}
		throw new SessionConflictException("A session that gets another id is changed by too many at the same time");
	}

}
