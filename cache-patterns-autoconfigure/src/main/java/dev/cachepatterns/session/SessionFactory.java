package dev.cachepatterns.session;

import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.Stored.Content;
import org.springframework.session.FlushMode;

/**
 * Makes the sessions of a repository.
 */
final class SessionFactory {

	private final AttributeCodec codec;

	private final SessionSettings settings;

	private final Collaborators with;

	private final Consumer<StoredSession> save;

	private final boolean immediate;

	private final StoredSession.Surroundings surroundings;

	/**
	 * A factory.
	 * @param save saves a session at each change, where that is wanted
	 */
	SessionFactory(AttributeCodec codec, SessionSettings settings, Collaborators with, Consumer<StoredSession> save) {
		this.codec = codec;
		this.settings = settings;
		this.with = with;
		this.save = save;
		this.immediate = settings.flushMode() == FlushMode.IMMEDIATE;
		this.surroundings = new StoredSession.Surroundings(with.ids(), this.immediate ? save : (session) -> {
		}, with.clock());
	}

	/**
	 * A new session.
	 */
	StoredSession create() {
		long now = this.with.clock().millis();
		Content empty = new Content(now, now, StoredSession.millis(this.settings.timeout()), null, Map.of());
		StoredSession session = session(this.with.ids().generate(), empty, null);
		if (this.immediate) {
			this.save.accept(session);
		}
		return session;
	}

	/**
	 * A session that is stored.
	 * @param version of what is stored, if the store has versions
	 */
	StoredSession stored(String id, Content content, long version) {
		return session(id, content, version);
	}

	/**
	 * Whether a session has to be ended, as one of its attributes cannot be read.
	 */
	boolean ends(StoredSession session) {
		return this.settings.onUndecodable() == Undecodable.END_SESSION && !session.attributes().readable();
	}

	private StoredSession session(String id, Content content, @Nullable Long version) {
		SessionAttributes attributes = new SessionAttributes(this.codec, this.settings.saveMode(), this.with.stats(),
				content.attributes());
		return new StoredSession(id, content, version, attributes, this.surroundings);
	}

}
