package dev.cachepatterns.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.Stored.Content;
import org.springframework.session.FindByIndexNameSessionRepository;

/**
 * What a request has changed in a session.
 *
 * @param attributes the bytes of attributes by name; {@code null} for one that was
 * removed
 * @param access the last access
 * @param maxInactive after how many milliseconds without a request it expires;
 * {@code null} where that was not changed
 * @param user its user; {@code null} where that was not changed
 */
record Delta(Map<String, byte @Nullable []> attributes, Access access, @Nullable Long maxInactive,
		@Nullable User user) {

	/**
	 * The attributes that say who is logged in.
	 */
	static final List<String> IDENTITY = List.of(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
			"SPRING_SECURITY_CONTEXT");

	/**
	 * Whether there is more to be written than the last access.
	 */
	boolean changes() {
		return !this.attributes.isEmpty() || this.maxInactive != null || this.user != null;
	}

	Delta with(@Nullable User changed) {
		return new Delta(this.attributes, this.access, this.maxInactive, changed);
	}

	/**
	 * Whether a session is alive with these changes: it is not to expire by them, and it
	 * had not expired when the request that made them has found it.
	 * @param before the session without them
	 */
	boolean keepsAlive(Content before, long now) {
		return !applyTo(before).expired(now) && (!before.expired(now) || this.access.at() < before.expiresAt());
	}

	/**
	 * Without what a request that knows only the old id of a session must not bring to
	 * the new one: who is logged in. Somebody else may know the old id, which is why it
	 * was changed.
	 */
	Delta anonymous() {
		Map<String, byte @Nullable []> others = new LinkedHashMap<>(this.attributes);
		others.keySet().removeAll(IDENTITY);
		return new Delta(others, this.access, this.maxInactive, null);
	}

	/**
	 * A session with these changes.
	 */
	Content applyTo(Content session) {
		Map<String, byte[]> merged = new LinkedHashMap<>(session.attributes());
		this.attributes.forEach((name, bytes) -> {
			if (bytes != null) {
				merged.put(name, bytes);
			}
			else {
				merged.remove(name);
			}
		});
		return new Content(session.createdAt(), this.access.applyTo(session.lastAccess()),
				(this.maxInactive != null) ? this.maxInactive : session.maxInactive(),
				(this.user != null) ? this.user.name() : session.principal(), merged);
	}

	/**
	 * The last access, in milliseconds since the epoch.
	 *
	 * @param at when it was
	 * @param known when it was, as far as the store was known to know
	 */
	record Access(long at, long known) {

		/**
		 * The later one, unless it was set back on purpose.
		 */
		long applyTo(long stored) {
			return (this.at < this.known) ? this.at : Math.max(this.at, stored);
		}

		boolean due(long interval) {
			return this.at < this.known || this.at - this.known >= Math.max(1, interval);
		}

	}

	/**
	 * A session's user.
	 *
	 * @param name its name; {@code null} for nobody
	 */
	record User(@Nullable String name) {
	}

}
