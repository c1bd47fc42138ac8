package dev.cachepatterns.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.session.Delta.User;
import dev.cachepatterns.session.Merge.Written;
import dev.cachepatterns.session.Sessions.Found;
import dev.cachepatterns.session.Stored.Content;
import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.store.StoreException;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.events.SessionCreatedEvent;
import org.springframework.session.events.SessionDeletedEvent;

/**
 * Sessions in a store that compares and sets.
 * <p>
 * A session that is found costs one round trip. One that was only read is not written,
 * but for its last access once per interval. What a request has changed is merged into
 * what others have changed meanwhile: of two that change the same attribute the later one
 * wins, of two that change different ones both do. A session that is gone does not come
 * back by a late save, which is dropped. A session's old id leads nowhere once it has a
 * new one; requests that were under way then still save to it.
 * <p>
 * The sessions of a user are found by an index beside them, for
 * {@link #PRINCIPAL_NAME_INDEX_NAME} alone. A store that evicts or loses entries can lose
 * it: the sessions in it are found again when their last access is written next, by the
 * interval at most, while they are used. It holds at most 10,000 sessions of a user, and
 * no more than the store takes under one name.
 * <p>
 * Events are published to this JVM alone: of a session that it has stored for the first
 * time, and of one that it has deleted. The store tells nobody that a session has
 * expired.
 * <p>
 * Failures of the store are a {@link StoreException}. A session that the store refuses is
 * a {@link SessionRejectedException}, an attribute that cannot be written a
 * {@link CodecException}; one that cannot be read is none, see {@link Undecodable}.
 */
public final class CasSessionRepository implements FindByIndexNameSessionRepository<StoredSession> {

	private final Sessions sessions;

	private final PrincipalIndex index;

	private final Merge merge;

	private final IdChange idChange;

	private final Deletion deletion;

	private final SessionSettings settings;

	private final Collaborators with;

	private final SessionStats stats;

	private final SessionFactory factory;

	/**
	 * A repository.
	 * @param store the store
	 * @param codec how attributes become bytes
	 * @param settings how sessions are kept
	 * @param with what it works with
	 * @throws IllegalArgumentException if the namespace cannot be one
	 */
	public CasSessionRepository(CasStore store, AttributeCodec codec, SessionSettings settings, Collaborators with) {
		this.sessions = new Sessions(store, settings, with.clock());
		this.stats = with.stats();
		this.index = new PrincipalIndex(this.sessions);
		this.merge = new Merge(this.sessions, this.stats);
		this.idChange = new IdChange(this.sessions, this.merge, this.stats);
		this.deletion = new Deletion(this.sessions, this::deleted);
		this.settings = settings;
		this.with = with;
		this.factory = new SessionFactory(codec, settings, with, this::save);
	}

	@Override
	public StoredSession createSession() {
		return this.factory.create();
	}

	@Override
	public @Nullable StoredSession findById(String id) {
		return SavedSession.find(this, id, this.stats, () -> {
			Found found = this.sessions.possible(id) ? this.sessions.get(id) : null;
			return (found != null) ? readable(id, found) : null;
		});
	}

	@Override
	public void save(StoredSession session) {
		SavedSession.remember(this, session);
		Delta delta = session.delta();
		if (session.isNew()) {
			create(session, delta.with(user(session)));
			return;
		}
		boolean touched = delta.access().due(this.settings.touchMillis(session.known().maxInactive()));
		boolean moved = !session.getId().equals(session.storedId());
		if (!delta.changes() && !touched && !moved) {
			this.stats.recordSkipped();
			return;
		}
		Delta all = delta.attributes().isEmpty() ? delta : delta.with(user(session));
		if (moved) {
			move(session, all);
		}
		else {
			update(session, all, touched);
		}
	}

	@Override
	public void deleteById(String id) {
		SavedSession.remember(this, null);
		if (this.sessions.possible(id)) {
			this.deletion.delete(id);
		}
	}

	@Override
	public Map<String, StoredSession> findByIndexNameAndIndexValue(String indexName, String indexValue) {
		if (!PRINCIPAL_NAME_INDEX_NAME.equals(indexName)) {
			return Map.of();
		}
		Map<String, StoredSession> result = new LinkedHashMap<>();
		this.index.find(indexValue).forEach((id, found) -> {
			StoredSession session = readable(id, found);
			if (session != null) {
				result.put(id, session);
			}
		});
		return result;
	}

	private void create(StoredSession session, Delta delta) {
		Content content = delta.applyTo(session.known());
		if (content.expired(this.sessions.now())) {
			session.saved(delta, content);
			return;
		}
		if (!this.sessions.add(session.getId(), content)) {
			again(session, delta);
			return;
		}
		session.saved(delta, content);
		this.stats.recordCreated();
		if (content.principal() != null) {
			this.index.put(content.principal(), session.getId(), content);
		}
		this.with.events().publishEvent(new SessionCreatedEvent(this, session));
	}

	/**
	 * A session that is stored although nobody has heard of it: an answer was lost.
	 */
	private void again(StoredSession session, Delta delta) {
		Found there = this.sessions.get(session.getId());
		if (there != null && (!(there.stored() instanceof Content content)
				|| content.createdAt() != session.known().createdAt())) {
			throw new IllegalStateException("The generated id of a session is that of another one");
		}
		update(session, delta, true);
	}

	private void update(StoredSession session, Delta delta, boolean touched) {
		Long version = session.version();
		Found seen = (version != null) ? new Found(session.known(), version) : null;
		Written written = this.merge.write(session.getId(), seen, delta);
		if (written == null) {
			lost(session, delta);
			return;
		}
		String before = session.user();
		session.saved(delta, written.content());
		leave(delta, before, written.id());
		String user = written.content().principal();
		if (user != null && (touched || delta.user() != null)) {
			this.index.put(user, written.id(), written.content());
		}
	}

	private void move(StoredSession session, Delta delta) {
		String from = session.storedId();
		String before = session.user();
		Content content = this.idChange.change(session, delta);
		if (content == null) {
			lost(session, delta);
			return;
		}
		session.saved(delta, content);
		leave(delta, before, from);
		if (content.principal() != null) {
			this.index.move(content.principal(), from, session.getId(), content);
		}
	}

	private void leave(Delta delta, @Nullable String before, String id) {
		if (before != null && delta.user() != null) {
			this.index.remove(before, List.of(id));
		}
	}

	private void lost(StoredSession session, Delta delta) {
		session.saved(delta, null);
		this.stats.recordLost();
	}

	/**
	 * The user of a session.
	 * @return {@code null} if it is the same as before, or if nobody can tell
	 */
	private @Nullable User user(StoredSession session) {
		String user = this.with.index().resolveIndexesFor(session).get(PRINCIPAL_NAME_INDEX_NAME);
		boolean unknown = user == null && session.attributes().incomplete();
		return (unknown || Objects.equals(user, session.user())) ? null : new User(user);
	}

	/**
	 * A session that was found.
	 * @return {@code null} if it is none, or had to be ended
	 */
	private @Nullable StoredSession readable(String id, Found found) {
		if (!(found.stored() instanceof Content content)) {
			return null;
		}
		StoredSession session = this.factory.stored(id, content, found.version());
		if (this.factory.ends(session)) {
			this.deletion.delete(id);
			return null;
		}
		return session;
	}

	private void deleted(String id, Found found) {
		Content content = (Content) found.stored();
		if (content.principal() != null) {
			this.index.remove(content.principal(), List.of(id));
		}
		this.with.events()
			.publishEvent(new SessionDeletedEvent(this, this.factory.stored(id, content, found.version())));
	}

}
