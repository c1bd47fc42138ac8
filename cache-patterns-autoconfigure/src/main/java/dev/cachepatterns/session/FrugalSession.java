package dev.cachepatterns.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.session.SaveMode;
import org.springframework.session.Session;

/**
 * A session that holds back its last access until there is something to save, or until
 * the stored one is a touch interval old.
 *
 * @param <S> the session behind it
 */
public final class FrugalSession<S extends Session> implements Session {

	private final S session;

	private final SessionSettings settings;

	private Instant stored;

	private @Nullable Instant held;

	private boolean created;

	private boolean changed;

	FrugalSession(S session, SessionSettings settings, boolean created) {
		this.session = session;
		this.settings = settings;
		this.stored = session.getLastAccessedTime();
		this.created = created;
		this.changed = created || settings.saveMode() == SaveMode.ALWAYS;
	}

	/**
	 * The session behind this one. Changes to it are not noticed here.
	 * @return the session
	 */
	public S unwrap() {
		return this.session;
	}

	boolean isCreated() {
		return this.created;
	}

	boolean isChanged() {
		return this.changed;
	}

	void saved() {
		this.created = false;
		this.changed = this.settings.saveMode() == SaveMode.ALWAYS;
		this.stored = this.session.getLastAccessedTime();
	}

	@Override
	public String getId() {
		return this.session.getId();
	}

	@Override
	public String changeSessionId() {
		change();
		return this.session.changeSessionId();
	}

	@Override
	public <T> @Nullable T getAttribute(String name) {
		T value = this.session.getAttribute(name);
		if (value != null && this.settings.saveMode() == SaveMode.ON_GET_ATTRIBUTE) {
			change();
		}
		return value;
	}

	@Override
	public Set<String> getAttributeNames() {
		return this.session.getAttributeNames();
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		change();
		this.session.setAttribute(name, value);
	}

	@Override
	public void removeAttribute(String name) {
		change();
		this.session.removeAttribute(name);
	}

	@Override
	public Instant getCreationTime() {
		return this.session.getCreationTime();
	}

	@Override
	public void setLastAccessedTime(Instant time) {
		long sinceStored = Math.abs(Duration.between(this.stored, time).toMillis());
		if (this.changed || sinceStored >= this.settings.touchMillis(getMaxInactiveInterval().toMillis())) {
			this.held = null;
			this.changed = true;
			this.session.setLastAccessedTime(time);
		}
		else {
			this.held = time;
		}
	}

	@Override
	public Instant getLastAccessedTime() {
		return (this.held != null) ? this.held : this.session.getLastAccessedTime();
	}

	@Override
	public void setMaxInactiveInterval(Duration interval) {
		change();
		this.session.setMaxInactiveInterval(interval);
	}

	@Override
	public Duration getMaxInactiveInterval() {
		return this.session.getMaxInactiveInterval();
	}

	@Override
	public boolean isExpired() {
		return this.session.isExpired();
	}

	private void change() {
		this.changed = true;
		Instant time = this.held;
		if (time != null) {
			this.held = null;
			this.session.setLastAccessedTime(time);
		}
	}

}
