package dev.cachepatterns.session;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.Stored.Content;
import dev.cachepatterns.session.Stored.Forward;
import dev.cachepatterns.session.Stored.Moving;
import dev.cachepatterns.session.Stored.Unreadable;

/**
 * The bytes of what stands under a name, big-endian:
 *
 * <pre>
 * session  3 magic  1 version  1 'S'  8 creation  8 last access  8 max inactive
 *          user  4 count  (name  attribute) for each attribute
 * forward  3 magic  1 version  1 'F'  4 count  id for each
 * moving   3 magic  1 version  1 'M'  id  session
 * index    3 magic  1 version  1 'I'  4 count  (id  8 expiry) for each session
 * </pre>
 *
 * Texts are UTF-8; they and attributes are preceded by their length in 4 bytes, which is
 * negative for no user. No attribute is decoded here.
 */
final class SessionFormat {

	/**
	 * The version that this class writes, and the only one it reads.
	 */
	static final byte VERSION = 1;

	private static final byte[] MAGIC = { 'C', 'P', 'S' };

	private static final int HEADER = MAGIC.length + 2;

	private SessionFormat() {
	}

	static byte[] encode(Content session) {
		byte[] principal = (session.principal() != null) ? utf8(session.principal()) : null;
		List<byte[]> names = session.attributes().keySet().stream().map(SessionFormat::utf8).toList();
		int length = HEADER + 3 * 8 + 4 + ((principal != null) ? principal.length : 0) + 4;
		for (byte[] name : names) {
			length += 4 + name.length;
		}
		for (byte[] attribute : session.attributes().values()) {
			length += 4 + attribute.length;
		}
		ByteBuffer target = start(length, 'S').putLong(session.createdAt())
			.putLong(session.lastAccess())
			.putLong(session.maxInactive());
		if (principal != null) {
			put(target, principal);
		}
		else {
			target.putInt(-1);
		}
		target.putInt(names.size());
		int i = 0;
		for (byte[] attribute : session.attributes().values()) {
			put(target, names.get(i++));
			put(target, attribute);
		}
		return target.array();
	}

	static byte[] encode(Forward forward) {
		List<byte[]> ids = forward.ids().stream().map(SessionFormat::utf8).toList();
		ByteBuffer target = start(HEADER + 4 + ids.stream().mapToInt((id) -> 4 + id.length).sum(), 'F');
		target.putInt(ids.size());
		ids.forEach((id) -> put(target, id));
		return target.array();
	}

	static byte[] encode(Moving moving) {
		byte[] id = utf8(moving.id());
		byte[] content = encode(moving.content());
		ByteBuffer target = start(HEADER + 4 + id.length + content.length, 'M');
		put(target, id);
		return target.put(content).array();
	}

	/**
	 * The bytes of an index.
	 * @param sessions when each session expires, by its id
	 */
	static byte[] encode(Map<String, Long> sessions) {
		int length = HEADER + 4 + sessions.keySet().stream().mapToInt((id) -> 4 + utf8(id).length + 8).sum();
		ByteBuffer target = start(length, 'I').putInt(sessions.size());
		sessions.forEach((id, expiresAt) -> {
			put(target, utf8(id));
			target.putLong(expiresAt);
		});
		return target.array();
	}

	/**
	 * What stands under the id of a session.
	 */
	static Stored decode(byte[] bytes) {
		try {
			return decode(ByteBuffer.wrap(bytes));
		}
		catch (BufferUnderflowException ex) {
			return new Unreadable();
		}
	}

	private static Stored decode(ByteBuffer source) {
		return switch (kind(source)) {
			case 'S' -> session(source);
			case 'F' -> new Forward(ids(source));
			case 'M' -> {
				String id = text(source);
				yield (decode(source) instanceof Content content) ? new Moving(id, content) : new Unreadable();
			}
			default -> new Unreadable();
		};
	}

	/**
	 * When each session of an index expires, by its id; empty for anything else.
	 */
	static Map<String, Long> decodeIndex(byte[] bytes) {
		ByteBuffer source = ByteBuffer.wrap(bytes);
		Map<String, Long> sessions = new LinkedHashMap<>();
		try {
			if (kind(source) == 'I') {
				int count = source.getInt();
				for (int i = 0; i < count; i++) {
					sessions.put(text(source), source.getLong());
				}
			}
			return sessions;
		}
		catch (BufferUnderflowException ex) {
			return Map.of();
		}
	}

	private static Content session(ByteBuffer source) {
		long createdAt = source.getLong();
		long lastAccess = source.getLong();
		long maxInactive = source.getLong();
		byte[] user = take(source);
		String principal = (user != null) ? new String(user, StandardCharsets.UTF_8) : null;
		int count = source.getInt();
		Map<String, byte[]> attributes = new LinkedHashMap<>();
		for (int i = 0; i < count; i++) {
			attributes.put(text(source), required(source));
		}
		return new Content(createdAt, lastAccess, maxInactive, principal, attributes);
	}

	private static List<String> ids(ByteBuffer source) {
		int count = source.getInt();
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			ids.add(text(source));
		}
		return ids;
	}

	private static char kind(ByteBuffer source) {
		for (byte expected : MAGIC) {
			if (source.get() != expected) {
				return '?';
			}
		}
		return (source.get() == VERSION) ? (char) source.get() : '?';
	}

	private static ByteBuffer start(int length, char kind) {
		return ByteBuffer.allocate(length).put(MAGIC).put(VERSION).put((byte) kind);
	}

	private static void put(ByteBuffer target, byte[] bytes) {
		target.putInt(bytes.length).put(bytes);
	}

	private static byte @Nullable [] take(ByteBuffer source) {
		int length = source.getInt();
		if (length > source.remaining()) {
			throw new BufferUnderflowException();
		}
		if (length < 0) {
			return null;
		}
		byte[] bytes = new byte[length];
		source.get(bytes);
		return bytes;
	}

	private static byte[] required(ByteBuffer source) {
		byte[] bytes = take(source);
		if (bytes == null) {
			throw new BufferUnderflowException();
		}
		return bytes;
	}

	private static String text(ByteBuffer source) {
		return new String(required(source), StandardCharsets.UTF_8);
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
