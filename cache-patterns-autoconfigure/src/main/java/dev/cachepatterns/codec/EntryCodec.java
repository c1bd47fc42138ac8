package dev.cachepatterns.codec;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * Frames a value with what is needed to read it back, big-endian:
 *
 * <pre>
 * 1 codec (0 for null)  4 type  4 origin  the codec's bytes
 * </pre>
 */
public final class EntryCodec {

	private static final byte NULL = 0;

	private static final int HEADER = 9;

	private final ValueCodec values;

	private final TypeRegistry types;

	/**
	 * A codec for all caches.
	 * @param values writes and reads the values
	 * @param types the known types
	 */
	public EntryCodec(ValueCodec values, TypeRegistry types) {
		this.values = values;
		this.types = types;
	}

	/**
	 * The payload of an entry.
	 * @param cache name of the cache
	 * @param value the value, may be {@code null}
	 * @param expected what the caller knows of it
	 * @return the bytes
	 * @throws CodecException if the value cannot be written
	 */
	public byte[] encode(String cache, @Nullable Object value, Expected expected) {
		if (value == null) {
			return ByteBuffer.allocate(HEADER).put(NULL).putInt(0).putInt(expected.origin()).array();
		}
		Type type = this.types.toWrite(cache, value, expected.type());
		byte[] bytes = this.values.encode(value, type);
		return ByteBuffer.allocate(HEADER + bytes.length)
			.put(this.values.id())
			.putInt(this.types.id(type))
			.putInt(expected.origin())
			.put(bytes)
			.array();
	}

	/**
	 * The value of an entry.
	 * @param payload the bytes of the entry
	 * @param expected what the caller takes
	 * @return the value; {@code null} where the caller must not be answered with it:
	 * another method's, or of a type that is not known or not the declared one
	 * @throws CodecException if the bytes cannot be read
	 */
	public @Nullable Decoded decode(byte[] payload, Expected expected) {
		if (payload.length < HEADER) {
			throw new CodecException("An entry of " + payload.length + " bytes has no header", null);
		}
		ByteBuffer buffer = ByteBuffer.wrap(payload);
		byte codec = buffer.get();
		int typeId = buffer.getInt();
		int origin = buffer.getInt();
		if (origin != 0 && expected.origin() != 0 && origin != expected.origin()) {
			return null;
		}
		if (codec == NULL) {
			return new Decoded(null);
		}
		Type type = (codec == this.values.id()) ? this.types.toRead(typeId, expected.type()) : null;
		if (type == null) {
			return null;
		}
		byte[] bytes = new byte[buffer.remaining()];
		buffer.get(bytes);
		return new Decoded(this.values.decode(bytes, type));
	}

	/**
	 * A value that was read.
	 *
	 * @param value the value, {@code null} where that is what is cached
	 */
	public record Decoded(@Nullable Object value) {
	}

}
