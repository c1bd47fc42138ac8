package dev.cachepatterns.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.Stored.Content;
import org.springframework.session.Session;
import org.springframework.session.SessionIdGenerator;

/**
 * A session of a {@link CasSessionRepository} in one request, which knows what the
 * request has changed. Times are in milliseconds. Not for use by several threads at once.
 * <p>
 * An attribute is decoded when it is asked for; all are when their names are.
 */
public final class StoredSession implements Session {

	private final SessionAttributes attributes;

	private final SessionIdGenerator ids;

	private final Consumer<StoredSession> onChange;

	private final Clock clock;

	private String id;

	private String storedId;

	private boolean fresh;

	private Content known;

	private @Nullable Long version;

	private Instant lastAccess;

	private long savedAccess;

	private Duration maxInactive;

	private long savedInterval;

	private @Nullable String user;

	/**
	 * A session.
	 * @param id its id
	 * @param known what is known of it
	 * @param version the version that the store has of that; {@code null} for a session
	 * that is not stored yet
	 * @param attributes its attributes
	 * @param surroundings what it needs beside
	 */
	StoredSession(String id, Content known, @Nullable Long version, SessionAttributes attributes,
			Surroundings surroundings) {
		this.id = id;
		this.storedId = id;
		this.known = known;
		this.version = version;
		this.fresh = version == null;
		this.attributes = attributes;
		this.ids = surroundings.ids();
		this.onChange = surroundings.onChange();
		this.clock = surroundings.clock();
		this.savedAccess = known.lastAccess();
		this.lastAccess = Instant.ofEpochMilli(this.savedAccess);
		this.savedInterval = known.maxInactive();
		this.maxInactive = Duration.ofMillis(this.savedInterval);
		this.user = known.principal();
	}

	@Override
	public String getId() {
		return this.id;
	}

	@Override
	public String changeSessionId() {
		this.id = this.ids.generate();
		this.onChange.accept(this);
		return this.id;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T getAttribute(String attributeName) {
		return (T) this.attributes.get(attributeName);
	}

	@Override
	public Set<String> getAttributeNames() {
		return this.attributes.names();
	}

	@Override
	public void setAttribute(String attributeName, @Nullable Object attributeValue) {
		if (attributeValue == null) {
			removeAttribute(attributeName);
			return;
		}
		this.attributes.set(attributeName, attributeValue);
		this.onChange.accept(this);
	}

	@Override
	public void removeAttribute(String attributeName) {
		this.attributes.remove(attributeName);
		this.onChange.accept(this);
	}

	@Override
	public Instant getCreationTime() {
		return Instant.ofEpochMilli(this.known.createdAt());
	}

	@Override
	public void setLastAccessedTime(Instant lastAccessedTime) {
		this.lastAccess = Instant.ofEpochMilli(lastAccessedTime.toEpochMilli());
		this.onChange.accept(this);
	}

	@Override
	public Instant getLastAccessedTime() {
		return this.lastAccess;
	}

	@Override
	public void setMaxInactiveInterval(Duration interval) {
		this.maxInactive = Duration.ofMillis(millis(interval));
		this.onChange.accept(this);
	}

	@Override
	public Duration getMaxInactiveInterval() {
		return this.maxInactive;
	}

	@Override
	public boolean isExpired() {
		return !this.maxInactive.isNegative()
				&& this.clock.millis() >= this.lastAccess.toEpochMilli() + this.maxInactive.toMillis();
	}

	/**
	 * Milliseconds of an interval: rounded up, negative for never, and for what is longer
	 * than a thousand years.
	 */
	static long millis(Duration interval) {
		if (interval.isNegative() || interval.toDays() > 365_000) {
			return -1;
		}
		return interval.plusNanos(999_999).toMillis();
	}

	/**
	 * What is to be written, but for the user.
	 */
	Delta delta() {
		long interval = this.maxInactive.toMillis();
		return new Delta(this.attributes.changes(), new Delta.Access(this.lastAccess.toEpochMilli(), this.savedAccess),
				(interval != this.savedInterval) ? interval : null, null);
	}

	/**
	 * It is stored now. What others have changed in it is not seen by this request, and
	 * is not taken for a change of its own.
	 * @param delta what was written
	 * @param content what is stored; {@code null} if it is gone
	 */
	void saved(Delta delta, @Nullable Content content) {
		this.attributes.saved(delta.attributes());
		this.known = (content != null) ? content : delta.applyTo(this.known);
		this.savedAccess = this.lastAccess.toEpochMilli();
		this.savedInterval = this.maxInactive.toMillis();
		if (delta.user() != null) {
			this.user = delta.user().name();
		}
		this.storedId = this.id;
		this.version = null;
		this.fresh = false;
	}

	/**
	 * The name of its user, as this request has found or saved it.
	 */
	@Nullable String user() {
		return this.user;
	}

	SessionAttributes attributes() {
		return this.attributes;
	}

	/**
	 * Whether it was never stored.
	 */
	boolean isNew() {
		return this.fresh;
	}

	/**
	 * The id under which the store has it.
	 */
	String storedId() {
		return this.storedId;
	}

	/**
	 * What the store had when it was read or written last.
	 */
	Content known() {
		return this.known;
	}

	/**
	 * The version of what is known; {@code null} after it was written.
	 */
	@Nullable Long version() {
		return this.version;
	}

	/**
	 * What a session needs beside its content.
	 *
	 * @param ids makes new ids
	 * @param onChange told of each change
	 * @param clock the time by which it expires
	 */
	record Surroundings(SessionIdGenerator ids, Consumer<StoredSession> onChange, Clock clock) {
	}

}
