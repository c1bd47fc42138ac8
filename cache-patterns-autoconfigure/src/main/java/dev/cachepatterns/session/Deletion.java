package dev.cachepatterns.session;

import java.util.function.BiConsumer;

import dev.cachepatterns.session.Sessions.Found;
import dev.cachepatterns.session.Stored.Content;
import dev.cachepatterns.session.Stored.Forward;
import dev.cachepatterns.session.Stored.Moving;

/**
 * Ends sessions, those too that have just got another id. Decodes no attribute.
 */
final class Deletion {

	private final Sessions sessions;

	private final BiConsumer<String, Found> onDeleted;

	/**
	 * A deletion.
	 * @param sessions the sessions
	 * @param onDeleted told of each session that it has deleted
	 */
	Deletion(Sessions sessions, BiConsumer<String, Found> onDeleted) {
		this.sessions = sessions;
		this.onDeleted = onDeleted;
	}

	void delete(String id) {
		delete(id, 0);
	}

	private void delete(String id, int hops) {
		for (int attempt = 0; attempt < Pause.ATTEMPTS; attempt++) {
			Found found = this.sessions.getEvenExpired(id);
			if (found == null) {
				return;
			}
			if (found.stored() instanceof Forward forward) {
				if (hops < Forward.HOPS) {
					forward.ids().forEach((target) -> delete(target, hops + 1));
				}
				return;
			}
			// Only what was seen: it may become a forward right now
			if (this.sessions.remove(id, found.version())) {
				if (found.stored() instanceof Moving moving) {
					delete(moving.id(), hops + 1);
				}
				if (found.stored() instanceof Content) {
					this.onDeleted.accept(id, found);
				}
				return;
			}
			Pause.after(attempt);
		}
		throw new SessionConflictException("A session that is deleted is changed by too many at the same time");
	}

}
