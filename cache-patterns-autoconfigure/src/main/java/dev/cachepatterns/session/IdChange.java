package dev.cachepatterns.session;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.Merge.Written;
import dev.cachepatterns.session.Sessions.Found;
import dev.cachepatterns.session.Stored.Content;
import dev.cachepatterns.session.Stored.Forward;
import dev.cachepatterns.session.Stored.Moving;

/**
 * Gives a session another id: the session is added under the new id, which nobody knows
 * yet, and then its old name becomes a forward to it, unless it was changed or deleted in
 * between. If it was changed, what was changed stays under the old name in the same step,
 * and is handed over. Whoever still holds the old id saves through the forward, and
 * whoever has it only now finds nothing.
 * <p>
 * Of two that change the id of one session at the same time, each gets a session of its
 * own: if one got the other's, it could be somebody who has planted the old id. What
 * others save through the forward, and the end of the session, reaches both.
 */
final class IdChange {

	private final Sessions sessions;

	private final Merge merge;

	private final Handover handover;

	private final SessionStats stats;

	IdChange(Sessions sessions, Merge merge, SessionStats stats) {
		this.sessions = sessions;
		this.merge = merge;
		this.handover = new Handover(sessions);
		this.stats = stats;
	}

	/**
	 * Changes the id.
	 * @param session the session, with its new id
	 * @param delta what has changed beside the id
	 * @return what is stored under the new id; {@code null} if the session is gone
	 */
	@Nullable Content change(StoredSession session, Delta delta) {
		String from = session.storedId();
		String to = session.getId();
		Long version = session.version();
		Found seen = (version != null) ? new Found(session.known(), version) : this.sessions.getEvenExpired(from);
		if (seen == null) {
			return null;
		}
		Content base = (seen.stored() instanceof Content content) ? content : session.known();
		Move move = new Move(from, to, delta.applyTo(base), delta);
		if (!delta.keepsAlive(base, this.sessions.now())) {
			this.sessions.remove(from, seen.version());
			return null;
		}
		if (this.sessions.add(to, move.placed())) {
			return run(move, seen, true);
		}
		Found there = this.sessions.get(to);
		if (there != null && there.stored() instanceof Content content && content.createdAt() == base.createdAt()) {
			// It is our own: an answer was lost
			return run(move, this.sessions.getEvenExpired(from), false);
		}
		throw new IllegalStateException("The generated id of a session is that of another one");
	}

	/**
	 * Makes the old name lead to the new one.
	 * @param current whether what is seen, with the changes, stands under the new one
	 */
	private @Nullable Content run(Move move, @Nullable Found first, boolean current) {
		Found seen = first;
		for (int attempt = 0; attempt < Pause.ATTEMPTS; attempt++) {
			Outcome outcome = (seen != null) ? step(move, seen, current && attempt == 0) : Outcome.GONE;
			if (outcome != null) {
				if (outcome.content() == null) {
					this.sessions.delete(move.to());
				}
				else if (attempt > 0) {
					this.stats.recordMerged();
				}
				return outcome.content();
			}
			Pause.after(attempt);
			seen = this.sessions.getEvenExpired(move.from());
		}
		this.sessions.delete(move.to());
		throw new SessionConflictException("A session that gets another id is changed by too many at the same time");
	}

	/**
	 * Does what is to be done with what stands under the old name.
	 * @return {@code null} if that has to be seen again
	 */
	private @Nullable Outcome step(Move move, Found seen, boolean current) {
		if (seen.stored() instanceof Moving moving) {
			this.handover.complete(move.from(), moving);
			return null;
		}
		if (seen.stored() instanceof Forward forward) {
			return join(move, seen, forward);
		}
		if (!(seen.stored() instanceof Content before)) {
			return Outcome.GONE;
		}
		if (current) {
			Forward forward = new Forward(List.of(move.to()));
			return this.sessions.replace(move.from(), seen.version(), forward) ? new Outcome(move.placed()) : null;
		}
		Moving moving = new Moving(move.to(), move.delta().applyTo(before));
		if (!move.delta().keepsAlive(before, this.sessions.now())) {
			return this.sessions.remove(move.from(), seen.version()) ? Outcome.GONE : null;
		}
		if (!this.sessions.replace(move.from(), seen.version(), moving)) {
			return null;
		}
		this.handover.complete(move.from(), moving);
		return new Outcome(moving.content());
	}

	/**
	 * Goes on from a forward, which is our own where an answer was lost, and of somebody
	 * who was faster otherwise.
	 */
	private @Nullable Outcome join(Move move, Found seen, Forward forward) {
		if (forward.ids().contains(move.to())) {
			Written written = this.merge.write(move.to(), null, move.delta());
			return (written != null) ? new Outcome(written.content()) : Outcome.GONE;
		}
		List<String> ids = new ArrayList<>(forward.ids());
		ids.add(move.to());
		return this.sessions.replace(move.from(), seen.version(), new Forward(ids)) ? new Outcome(move.placed()) : null;
	}

	/**
	 * A change of an id.
	 *
	 * @param from the old one
	 * @param to the new one
	 * @param placed what was stored under the new one at first
	 * @param delta what the request has changed beside
	 */
	private record Move(String from, String to, Content placed, Delta delta) {
	}

	/**
	 * How a change of an id ended.
	 *
	 * @param content what is stored under the new one; {@code null} if the session is
	 * gone
	 */
	private record Outcome(@Nullable Content content) {

		static final Outcome GONE = new Outcome(null);

	}

}
