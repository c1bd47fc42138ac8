package dev.cachepatterns.codec;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;

/**
 * Turns values into bytes and back. A bean of this type replaces the default, which
 * writes JSON with Jackson.
 */
public interface ValueCodec {

	/**
	 * The number that is stored with each value: a value written by another codec is a
	 * miss.
	 * @return 1 to 127; below 16 is reserved for this library
	 */
	byte id();

	/**
	 * The bytes of a value.
	 * @param value the value, never {@code null}
	 * @param type the type by which {@link #decode} will be asked to read it
	 * @return the bytes
	 * @throws CodecException if the value cannot be written
	 */
	byte[] encode(Object value, Type type);

	/**
	 * The value of bytes.
	 * @param bytes what {@link #encode} returned, perhaps in another version of the
	 * application: from position to limit, on an accessible array
	 * @param type the type
	 * @return the value
	 * @throws CodecException if the bytes are no value of the type
	 */
	Object decode(ByteBuffer bytes, Type type);

}
