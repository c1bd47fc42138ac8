package dev.cachepatterns.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.Stored.Content;
import dev.cachepatterns.session.Stored.Forward;
import dev.cachepatterns.session.Stored.Moving;
import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.store.CasStore.Versioned;
import dev.cachepatterns.store.StoreRejectedException;

/**
 * The store, with what stands in it about sessions.
 */
final class Sessions {

	private static final int LONGEST_NAME = 250;

	private static final int LONGEST_NAMESPACE = 100;

	// As long as requests may take that have found a session right before its end
	private static final Duration GRACE = Duration.ofMinutes(5);

	private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

	private final CasStore store;

	private final String namespace;

	private final Duration forwarding;

	private final Clock clock;

	Sessions(CasStore store, SessionSettings settings, Clock clock) {
		if (settings.namespace().length() > LONGEST_NAMESPACE || !plain(settings.namespace())) {
			throw new IllegalArgumentException(
					"The sessions' namespace '%s' is not 1 to %d printable ASCII characters without blanks"
						.formatted(settings.namespace(), LONGEST_NAMESPACE));
		}
		this.store = store;
		this.namespace = settings.namespace();
		this.forwarding = settings.forwarding();
		this.clock = clock;
	}

	/**
	 * Whether there can be a session with an id, which may be anything that a client has
	 * sent.
	 */
	boolean possible(String id) {
		return plain(id) && name(id).length() <= LONGEST_NAME;
	}

	/**
	 * What stands under an id.
	 * @return {@code null} for nothing, and for a session that has expired
	 */
	@Nullable Found get(String id) {
		Versioned found = this.store.get(name(id));
		return (found != null) ? alive(found) : null;
	}

	/**
	 * The same with a session that has expired not long ago: a request that has found it
	 * in time may still prolong it.
	 */
	@Nullable Found getEvenExpired(String id) {
		Versioned found = this.store.get(name(id));
		return (found != null) ? new Found(SessionFormat.decode(found.bytes()), found.version()) : null;
	}

	Map<String, Found> getAll(Collection<String> ids) {
		Map<String, String> names = new LinkedHashMap<>();
		ids.forEach((id) -> names.put(name(id), id));
		Map<String, Found> result = new LinkedHashMap<>();
		this.store.getAll(names.keySet()).forEach((name, versioned) -> {
			Found found = alive(versioned);
			String id = names.get(name);
			if (found != null && id != null) {
				result.put(id, found);
			}
		});
		return result;
	}

	boolean add(String id, Content session) {
		if (!possible(id)) {
			throw new IllegalArgumentException(
					"The generated id of a session is not 1 to %d printable ASCII characters without blanks"
						.formatted(LONGEST_NAME - name("").length()));
		}
		return write(session, (bytes) -> this.store.add(name(id), bytes, ttl(session)));
	}

	boolean replace(String id, long version, Content session) {
		return write(session, (bytes) -> this.store.replace(name(id), version, bytes, ttl(session)));
	}

	boolean replace(String id, long version, Forward forward) {
		return this.store.replace(name(id), version, SessionFormat.encode(forward), this.forwarding);
	}

	boolean replace(String id, long version, Moving moving) {
		return this.store.replace(name(id), version, SessionFormat.encode(moving), this.forwarding);
	}

	boolean remove(String id, long version) {
		return this.store.remove(name(id), version);
	}

	void delete(String id) {
		this.store.delete(name(id));
	}

	/**
	 * The index of a user's sessions.
	 * @return {@code null} if there is none
	 */
	@Nullable Index index(String principal) {
		Versioned found = this.store.get(indexName(principal));
		return (found != null) ? new Index(SessionFormat.decodeIndex(found.bytes()), found.version()) : null;
	}

	/**
	 * Replaces the index of a user's sessions, if it is still the one that was read.
	 * @return {@code false} if it is not
	 */
	boolean replaceIndex(String principal, @Nullable Index before, Map<String, Long> after) {
		String name = indexName(principal);
		if (after.isEmpty()) {
			return before == null || this.store.remove(name, before.version());
		}
		long end = after.values().stream().mapToLong(Long::longValue).max().orElse(0);
		byte[] bytes = SessionFormat.encode(after);
		return (before == null) ? this.store.add(name, bytes, remaining(end))
				: this.store.replace(name, before.version(), bytes, remaining(end));
	}

	long now() {
		return this.clock.millis();
	}

	private @Nullable Found alive(Versioned found) {
		Stored stored = SessionFormat.decode(found.bytes());
		boolean expired = stored instanceof Content session && session.expired(now());
		return expired ? null : new Found(stored, found.version());
	}

	private boolean write(Content session, Write write) {
		byte[] bytes = SessionFormat.encode(session);
		if (bytes.length > this.store.limit()) {
			throw SessionRejectedException.tooLarge(session, bytes.length, this.store.limit());
		}
		try {
			return write.run(bytes);
		}
		catch (StoreRejectedException ex) {
			throw SessionRejectedException.refused(session, bytes.length, ex);
		}
	}

	private Duration ttl(Content session) {
		Duration remaining = remaining(session.expiresAt());
		return remaining.equals(FOREVER) ? remaining : remaining.plus(GRACE);
	}

	private Duration remaining(long expiresAt) {
		return (expiresAt == Long.MAX_VALUE) ? FOREVER : Duration.ofMillis(expiresAt - now());
	}

	private String name(String id) {
		return this.namespace + ":s:" + id;
	}

	private String indexName(String principal) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(principal.getBytes(StandardCharsets.UTF_8));
			return this.namespace + ":u:" + HexFormat.of().formatHex(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean plain(String text) {
		return !text.isEmpty() && text.chars().allMatch((character) -> character > ' ' && character < 0x7f);
	}

	/**
	 * What was read, and its version.
	 */
	record Found(Stored stored, long version) {
	}

	/**
	 * A user's sessions: when each expires at the latest, by its id.
	 */
	record Index(Map<String, Long> sessions, long version) {
	}

	/**
	 * A write of a session's bytes.
	 */
	private interface Write {

		boolean run(byte[] bytes);

	}

}
