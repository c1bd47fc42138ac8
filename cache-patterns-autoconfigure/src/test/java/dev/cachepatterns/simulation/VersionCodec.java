package dev.cachepatterns.simulation;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;

import dev.cachepatterns.codec.ValueCodec;

/**
 * Writes the number of a version of the row.
 */
final class VersionCodec implements ValueCodec {

	@Override
	public byte id() {
		return 16;
	}

	@Override
	public byte[] encode(Object value, Type type) {
		return ByteBuffer.allocate(Integer.BYTES).putInt(((Number) value).intValue()).array();
	}

	@Override
	public Object decode(ByteBuffer bytes, Type type) {
		return bytes.getInt(bytes.position());
	}

}
