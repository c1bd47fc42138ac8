package dev.cachepatterns.session.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.session.MapSession;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;

/**
 * A session of {@link GuardedSessionRepository} or
 * {@link GuardedIndexedSessionRepository}: its attributes, and which of them are to be
 * saved. For one thread at a time.
 */
public final class GuardedSession implements Session {

	private final MapSession view;

	private final Session source;

	private final SaveMode saveMode;

	private final Clock clock;

	private final Consumer<GuardedSession> onChange;

	private final Map<String, @Nullable Object> changes = new HashMap<>();

	private boolean created;

	private String storedId;

	private @Nullable Instant storedEnd;

	private @Nullable String storedPrincipal;

	/**
	 * A session.
	 * @param source what Spring Session has created or found; makes ids
	 * @param created whether it is not stored yet
	 * @param saveMode which attributes count as changed
	 * @param clock the time
	 * @param onChange is told of each change
	 */
	GuardedSession(Session source, boolean created, SaveMode saveMode, Clock clock, Consumer<GuardedSession> onChange) {
		this.view = new MapSession(source);
		this.source = source;
		this.created = created;
		this.saveMode = saveMode;
		this.clock = clock;
		this.onChange = onChange;
		this.storedId = source.getId();
		if (saveMode == SaveMode.ALWAYS) {
			this.changes.putAll(SessionFields.attributes(this.view));
		}
	}

	boolean isCreated() {
		return this.created;
	}

	boolean hasNewId() {
		return !this.storedId.equals(getId());
	}

	/**
	 * Its fields that have changed; {@code null} for what was removed.
	 */
	Map<String, @Nullable Object> changes() {
		return this.changes;
	}

	String storedId() {
		return this.storedId;
	}

	/**
	 * When it expires by what is stored, {@code null} if nothing is or it does not.
	 */
	@Nullable Instant storedEnd() {
		return this.storedEnd;
	}

	@Nullable String storedPrincipal() {
		return this.storedPrincipal;
	}

	/**
	 * When it expires, {@code null} for never.
	 */
	@Nullable Instant end() {
		return getMaxInactiveInterval().isNegative() ? null : getLastAccessedTime().plus(getMaxInactiveInterval());
	}

	/**
	 * Makes sure that there is something to save.
	 */
	void touch() {
		this.changes.put(SessionFields.ACCESSED, getLastAccessedTime().toEpochMilli());
	}

	/**
	 * Notes what the index has.
	 */
	void indexed(@Nullable String principal) {
		this.storedEnd = end();
		this.storedPrincipal = principal;
	}

	/**
	 * Notes that nothing is left to save.
	 */
	void saved() {
		this.created = false;
		this.storedId = getId();
		this.changes.clear();
	}

	@Override
	public String getId() {
		return this.view.getId();
	}

	@Override
	public String changeSessionId() {
		String id = this.source.changeSessionId();
		this.view.setId(id);
		return id;
	}

	@Override
	public <T> @Nullable T getAttribute(String name) {
		T value = this.view.getAttribute(name);
		if (value != null && this.saveMode == SaveMode.ON_GET_ATTRIBUTE) {
			this.changes.put(SessionFields.of(name), value);
		}
		return value;
	}

	@Override
	public Set<String> getAttributeNames() {
		return this.view.getAttributeNames();
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		this.view.setAttribute(name, value);
		change(SessionFields.of(name), value);
	}

	@Override
	public void removeAttribute(String name) {
		setAttribute(name, null);
	}

	@Override
	public Instant getCreationTime() {
		return this.view.getCreationTime();
	}

	@Override
	public void setLastAccessedTime(Instant time) {
		this.view.setLastAccessedTime(time);
		change(SessionFields.ACCESSED, time.toEpochMilli());
	}

	@Override
	public Instant getLastAccessedTime() {
		return this.view.getLastAccessedTime();
	}

	@Override
	public void setMaxInactiveInterval(Duration interval) {
		this.view.setMaxInactiveInterval(interval);
		change(SessionFields.INTERVAL, (int) interval.toSeconds());
	}

	@Override
	public Duration getMaxInactiveInterval() {
		return this.view.getMaxInactiveInterval();
	}

	/**
	 * Whether its end has come. That of a deleted one has, even if a clock in the future
	 * was read for its last access.
	 */
	@Override
	public boolean isExpired() {
		Instant end = end();
		return getMaxInactiveInterval().isZero() || (end != null && !end.isAfter(this.clock.instant()));
	}

	private void change(String field, @Nullable Object value) {
		this.changes.put(field, value);
		this.onChange.accept(this);
	}

}
