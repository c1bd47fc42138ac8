package dev.cachepatterns.session.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * The hashes that sessions are, changed in atomic steps: nothing is written to a session
 * that is gone. Each call is one command.
 */
final class SessionHashes {

	private static final byte[] FOREVER = {};

	private final RedisOperations<String, Object> redis;

	private final RedisSerializer<Object> serializer;

	private final SessionKeys keys;

	private final Duration forwarding;

	private final byte[] zero;

	@SuppressWarnings("unchecked")
	SessionHashes(RedisOperations<String, Object> redis, SessionKeys keys, Duration forwarding) {
		this.redis = redis;
		this.keys = keys;
		this.forwarding = forwarding;
		this.serializer = (RedisSerializer<Object>) redis.getHashValueSerializer();
		this.zero = serialize(0);
	}

	/**
	 * Writes a whole session.
	 * @param ttl how long it is kept, {@code null} for ever
	 */
	void create(String id, Map<String, Object> fields, @Nullable Duration ttl) {
		List<byte[]> args = new ArrayList<>();
		args.add(milliseconds(ttl));
		fields.forEach((field, value) -> {
			args.add(bytes(field));
			args.add(serialize(value));
		});
		run(SessionScript.CREATE, id, args);
	}

	/**
	 * Writes some fields of a session.
	 * @param changes the fields, {@code null} to remove one
	 * @param ttl how long the session is kept, {@code null} for ever
	 * @return whether the session was there
	 */
	boolean update(String id, Map<String, @Nullable Object> changes, @Nullable Duration ttl) {
		List<byte[]> set = new ArrayList<>();
		List<byte[]> removed = new ArrayList<>();
		changes.forEach((field, value) -> {
			if (value != null) {
				set.add(bytes(field));
				set.add(serialize(value));
			}
			else {
				removed.add(bytes(field));
			}
		});
		List<byte[]> args = new ArrayList<>(List.of(this.zero, milliseconds(ttl), bytes("" + set.size() / 2)));
		args.addAll(set);
		args.addAll(removed);
		return run(SessionScript.UPDATE, id, args);
	}

	boolean isAlive(String id) {
		return run(SessionScript.ALIVE, id, List.of(this.zero));
	}

	/**
	 * Ends a session for everybody, and keeps what it was for a while.
	 * @return whether it was there
	 */
	boolean end(String id, Duration kept) {
		return run(SessionScript.END, id, List.of(this.zero, milliseconds(kept)));
	}

	boolean delete(String id) {
		return Boolean.TRUE.equals(this.redis.delete(this.keys.session(id)));
	}

	/**
	 * Removes what a late save of somebody else has left, never a session.
	 */
	void sweep(String id) {
		run(SessionScript.SWEEP, id, List.of());
	}

	/**
	 * Says where a session will be found by those who save it under its old id, unless
	 * another has said so. It is said for as long as such saves are forwarded.
	 * @return whether this is the first to change the id
	 */
	boolean announceMove(String from, String to) {
		return Boolean.TRUE.equals(this.redis.opsForValue().setIfAbsent(this.keys.moved(from), to, this.forwarding))
				|| to.equals(movedTo(from));
	}

	@Nullable String movedTo(String id) {
		return (this.redis.opsForValue().get(this.keys.moved(id)) instanceof String to) ? to : null;
	}

	/**
	 * Gives a session another id, with everything that was saved until now. Nothing
	 * happens if it is gone.
	 */
	void rename(String from, String to) {
		rename(this.redis, this.keys.session(from), this.keys.session(to));
	}

	/**
	 * Renames a key, if it is there.
	 */
	static void rename(RedisOperations<String, Object> redis, String from, String to) {
		try {
			redis.rename(from, to);
		}
		catch (NonTransientDataAccessException ex) {
			String message = NestedExceptionUtils.getMostSpecificCause(ex).getMessage();
			if (message == null || !message.contains("no such key")) {
				throw ex;
			}
		}
	}

	static byte[] milliseconds(@Nullable Duration ttl) {
		return (ttl != null) ? bytes(String.valueOf(ttl.toMillis())) : FOREVER;
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private byte[] serialize(Object value) {
		return Objects.requireNonNull(this.serializer.serialize(value));
	}

	private boolean run(SessionScript script, String id, List<byte[]> args) {
		return run(this.redis, script, List.of(this.keys.session(id)), args);
	}

	@SuppressWarnings("unchecked")
	static boolean run(RedisOperations<String, Object> redis, SessionScript script, List<String> keys,
			List<byte[]> args) {
		RedisSerializer<Long> unused = (RedisSerializer<Long>) (RedisSerializer<?>) RedisSerializer.byteArray();
		Long result = redis.execute(script.script(), RedisSerializer.byteArray(), unused, keys, args.toArray());
		return Long.valueOf(1).equals(result);
	}

}
