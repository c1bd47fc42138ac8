package dev.cachepatterns.session.redis;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.session.AttributeCodec;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Spring Session's serializer on Redis. What cannot be read becomes a marker in place of
 * an exception, which would take the rest of the session with it: only
 * {@link SafeSessionMapper} knows what to do with that.
 */
public final class AttributeSerializer implements RedisSerializer<Object> {

	private static final byte[] NOTHING = {};

	private final AttributeCodec codec;

	/**
	 * A serializer.
	 * @param codec writes and reads attributes, and the numbers that every session has
	 */
	public AttributeSerializer(AttributeCodec codec) {
		this.codec = codec;
	}

	/**
	 * Writes a value.
	 * @throws CodecException if it cannot be written, or is not allowed to be
	 */
	@Override
	public byte[] serialize(@Nullable Object value) {
		return (value != null) ? this.codec.encode(value) : NOTHING;
	}

	@Override
	public @Nullable Object deserialize(byte @Nullable [] bytes) {
		if (bytes == null || bytes.length == 0) {
			return null;
		}
		try {
			return this.codec.decode(bytes);
		}
		catch (CodecException ex) {
			return new Unreadable(String.valueOf(ex.getMessage()));
		}
	}

}
