package dev.cachepatterns.session;

import dev.cachepatterns.codec.CodecException;

/**
 * Writes one format, and reads either by its first bytes.
 *
 * @param writer writes
 * @param spring writes what the first does not, if it is of Spring's own
 * @param java reads what begins as a stream of the JDK
 * @param json reads everything else
 */
record EitherAttributes(AttributeCodec writer, AttributeCodec spring, AttributeCodec java,
		AttributeCodec json) implements AttributeCodec {

	@Override
	public byte[] encode(Object value) {
		try {
			return this.writer.encode(value);
		}
		catch (CodecException ex) {
			try {
				return this.spring.encode(value);
			}
			catch (CodecException another) {
				ex.addSuppressed(another);
				throw ex;
			}
		}
	}

	@Override
	public Object decode(byte[] bytes) {
		boolean stream = bytes.length > 1 && bytes[0] == (byte) 0xac && bytes[1] == (byte) 0xed;
		return stream ? this.java.decode(bytes) : this.json.decode(bytes);
	}

}
