package dev.cachepatterns.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.Stored.Content;
import dev.cachepatterns.store.StoreUnavailableException;
import org.springframework.cache.Cache;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.events.SessionCreatedEvent;
import org.springframework.session.events.SessionDeletedEvent;

/**
 * Sessions in a database, read through a cache: a cache that is lost, flushed or out logs
 * nobody out.
 * <p>
 * A session that is cached costs one round trip to the cache and no query. One that was
 * only read is not written, but for its last access once per interval. A save reads the
 * session's row, writes what this request has changed, each attribute for itself, and
 * then takes the session out of the cache before it returns: no request that starts after
 * that sees what was before. A session that is gone does not come back by a late save,
 * which is dropped; one that has expired is not prolonged by a request that found it in
 * time. After a change of its id, saves and deletions under the old one reach the session
 * as long as the cache knows the way.
 * <p>
 * The user of a session and its index are the database's, whose tables take names of 100
 * characters. Events are those of {@link CasSessionRepository}. Where neither the cache
 * nor the database can be asked, calls fail with a {@link StoreUnavailableException}.
 */
public final class DurableSessionRepository implements FindByIndexNameSessionRepository<StoredSession> {

	private static final int ATTEMPTS = 5;

	private final SessionTable<?> table;

	private final Cache cache;

	private final SessionSettings settings;

	private final Collaborators with;

	private final SessionFactory factory;

	/**
	 * A repository.
	 * @param table the sessions in the database
	 * @param cache the cache, strictly consistent
	 * @param codec how attributes become bytes
	 * @param settings how sessions are kept
	 * @param with what it works with; its index is not asked
	 */
	public DurableSessionRepository(SessionTable<?> table, Cache cache, AttributeCodec codec, SessionSettings settings,
			Collaborators with) {
		this.table = table;
		this.cache = cache;
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
		return SavedSession.find(this, id, this.with.stats(), () -> {
			Content content = DatabaseCalls.call(() -> cached(id));
			return (content != null) ? readable(id, content) : null;
		});
	}

	@Override
	public void save(StoredSession session) {
		SavedSession.remember(this, session);
		Delta delta = session.delta();
		if (session.isNew()) {
			DatabaseCalls.run(() -> create(session, delta));
			return;
		}
		boolean moved = !session.getId().equals(session.storedId());
		boolean touched = delta.access().due(this.settings.touchMillis(session.known().maxInactive()));
		if (!delta.changes() && !touched && !moved) {
			this.with.stats().recordSkipped();
			return;
		}
		boolean stored = DatabaseCalls.call(() -> update(session.storedId(), delta, session.getId()));
		if (!stored) {
			this.with.stats().recordLost();
		}
		session.saved(delta, stored ? delta.applyTo(session.known()) : null);
	}

	@Override
	public void deleteById(String id) {
		SavedSession.remember(this, null);
		DatabaseCalls.run(() -> delete(id));
		String moved = this.cache.get(moved(id), String.class);
		if (moved != null) {
			deleteById(moved);
		}
	}

	private void delete(String id) {
		Content content = cached(id);
		this.table.delete(id);
		this.cache.evict(key(id));
		if (content != null) {
			this.with.events().publishEvent(new SessionDeletedEvent(this, this.factory.stored(id, content, 0L)));
		}
	}

	@Override
	public Map<String, StoredSession> findByIndexNameAndIndexValue(String indexName, String indexValue) {
		Map<String, StoredSession> result = new LinkedHashMap<>();
		DatabaseCalls.call(() -> this.table.find(indexName, indexValue)).forEach((id, content) -> {
			StoredSession session = readable(id, content);
			if (session != null) {
				result.put(id, session);
			}
		});
		return result;
	}

	private @Nullable Content cached(String id) {
		byte[] bytes;
		try {
			bytes = this.cache.get(key(id), () -> {
				Content content = this.table.find(id);
				return (content != null) ? SessionFormat.encode(content) : null;
			});
		}
		catch (Cache.ValueRetrievalException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
		return (bytes != null && SessionFormat.decode(bytes) instanceof Content content) ? content : null;
	}

	private void create(StoredSession session, Delta delta) {
		Content content = delta.applyTo(session.known());
		if (!content.expired(this.with.clock().millis())) {
			content = this.table.create(session.getId(), content);
			this.with.stats().recordCreated();
			this.with.events().publishEvent(new SessionCreatedEvent(this, session));
		}
		session.saved(delta, content);
	}

	private boolean update(String id, Delta delta, String newId) {
		boolean moves = !newId.equals(id);
		if (moves) {
			// Before it is true: who deletes the old id and then reads this misses
			// neither
			this.cache.putIfAbsent(moved(id), newId);
		}
		if (attempt(id, delta, newId)) {
			if (moves) {
				// Another may have had the same in mind, and come too late
				this.cache.put(moved(id), newId);
			}
			this.cache.evict(key(id));
			return true;
		}
		String moved = this.cache.get(moved(id), String.class);
		return moved != null && update(moved, delta.anonymous(), moves ? newId : moved);
	}

	/**
	 * Two requests that add the same attribute, or one that writes while another deletes,
	 * get into each other's way: who fails looks again.
	 */
	private boolean attempt(String id, Delta delta, String newId) {
		for (int i = 1;; i++) {
			try {
				return this.table.update(id, delta, newId, this.with.clock().millis());
			}
			catch (DataIntegrityViolationException ex) {
				if (i == ATTEMPTS) {
					throw ex;
				}
				this.with.stats().recordMerged();
			}
		}
	}

	private @Nullable StoredSession readable(String id, Content content) {
		if (content.expired(this.with.clock().millis())) {
			return null;
		}
		StoredSession session = this.factory.stored(id, content, 0L);
		if (this.factory.ends(session)) {
			deleteById(id);
			return null;
		}
		return session;
	}

	private static String moved(String id) {
		return "moved " + key(id);
	}

	/**
	 * The key of a session, which is seen in logs and on the server: nobody can log in
	 * with it, as with an id.
	 */
	private static String key(String id) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
