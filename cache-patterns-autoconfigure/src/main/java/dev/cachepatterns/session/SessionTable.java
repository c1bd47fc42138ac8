package dev.cachepatterns.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.session.Stored.Content;
import org.springframework.core.convert.ConversionService;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.IndexResolver;
import org.springframework.session.MapSession;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.Session;
import org.springframework.session.SessionIdGenerator;

/**
 * The sessions of a repository of Spring Session that writes each attribute for itself,
 * with the attributes as bytes. That repository has to be given the three collaborators
 * of this class; it then reads what it has written before, and what it writes now can be
 * read without this library, as long as attributes are written as it writes them.
 *
 * @param <S> its sessions
 */
public final class SessionTable<S extends Session> {

	private final FindByIndexNameSessionRepository<S> repository;

	private final HandedIds ids;

	/**
	 * Sessions of a repository.
	 * @param repository the repository
	 * @param ids the {@link #ids()} that it has been given
	 */
	public SessionTable(FindByIndexNameSessionRepository<S> repository, SessionIdGenerator ids) {
		this.repository = repository;
		this.ids = (HandedIds) ids;
	}

	/**
	 * For the repository: how attributes become bytes.
	 * @return the conversion, of no other use
	 */
	public static ConversionService conversion() {
		return new EncodedConversion();
	}

	/**
	 * For the repository: where it has its ids from.
	 * @return the generator, of no other use
	 */
	public static SessionIdGenerator ids() {
		return new HandedIds();
	}

	/**
	 * For the repository: who a session's user is. One that cannot be read is nobody.
	 * @param codec reads attributes
	 * @return the resolver
	 */
	public static IndexResolver<Session> user(AttributeCodec codec) {
		PrincipalNameIndexResolver<Session> resolver = new PrincipalNameIndexResolver<>();
		return (session) -> {
			MapSession decoded = new MapSession(session.getId());
			Delta.IDENTITY.forEach((name) -> decoded.setAttribute(name, decoded(session.getAttribute(name), codec)));
			return resolver.resolveIndexesFor(decoded);
		};
	}

	private static @Nullable Object decoded(@Nullable Object attribute, AttributeCodec codec) {
		try {
			return (attribute instanceof Encoded encoded) ? codec.decode(encoded.bytes()) : null;
		}
		catch (CodecException ex) {
			return null;
		}
	}

	@Nullable Content find(String id) {
		S found = known(id);
		return (found != null) ? content(found) : null;
	}

	/**
	 * What a client sends as an id may be anything, and PostgreSQL takes no text with a
	 * NUL.
	 */
	private @Nullable S known(String id) {
		return (id.indexOf('\0') < 0) ? this.repository.findById(id) : null;
	}

	Map<String, Content> find(String indexName, String indexValue) {
		Map<String, Content> result = new LinkedHashMap<>();
		this.repository.findByIndexNameAndIndexValue(indexName, indexValue)
			.forEach((id, session) -> result.put(id, content(session)));
		return result;
	}

	void delete(String id) {
		if (id.indexOf('\0') < 0) {
			this.repository.deleteById(id);
		}
	}

	/**
	 * Stores a new session.
	 * @return the session, created at a time of the repository's
	 */
	Content create(String id, Content content) {
		S created = this.ids.hand(id, this.repository::createSession);
		created.setMaxInactiveInterval(Duration.ofMillis(content.maxInactive()));
		created.setLastAccessedTime(Instant.ofEpochMilli(content.lastAccess()));
		content.attributes().forEach((name, bytes) -> created.setAttribute(name, new Encoded(bytes)));
		this.repository.save(created);
		return content(created);
	}

	/**
	 * Changes a session.
	 * @param id its id
	 * @param delta the changes
	 * @param newId the id that it gets, its id for none
	 * @param now the time, in milliseconds
	 * @return {@code false} if it is gone
	 */
	boolean update(String id, Delta delta, String newId, long now) {
		S found = known(id);
		if (found == null || content(found).expired(now)) {
			return false;
		}
		if (!newId.equals(id)) {
			this.ids.hand(newId, found::changeSessionId);
		}
		delta.attributes()
			.forEach((name, bytes) -> found.setAttribute(name, (bytes != null) ? new Encoded(bytes) : null));
		if (delta.maxInactive() != null) {
			found.setMaxInactiveInterval(Duration.ofMillis(delta.maxInactive()));
		}
		long known = found.getLastAccessedTime().toEpochMilli();
		found.setLastAccessedTime(Instant.ofEpochMilli(delta.access().applyTo(known)));
		this.repository.save(found);
		return true;
	}

	private static Content content(Session session) {
		Map<String, byte[]> attributes = new LinkedHashMap<>();
		for (String name : session.getAttributeNames()) {
			if (session.getAttribute(name) instanceof Encoded encoded) {
				attributes.put(name, encoded.bytes());
			}
		}
		return new Content(session.getCreationTime().toEpochMilli(), session.getLastAccessedTime().toEpochMilli(),
				StoredSession.millis(session.getMaxInactiveInterval()), null, attributes);
	}

}
