package dev.cachepatterns.session;

import java.util.List;

import dev.cachepatterns.codec.CodecException;

/**
 * Turns a session's attributes into bytes and back, each for itself.
 */
public interface AttributeCodec {

	/**
	 * The bytes of an attribute.
	 * @param value the attribute, never {@code null}
	 * @return the bytes
	 * @throws CodecException if it cannot be written, or is not allowed to be
	 */
	byte[] encode(Object value) throws CodecException;

	/**
	 * The attribute of bytes.
	 * @param bytes what {@link #encode} returned, perhaps in another version of the
	 * application
	 * @return the attribute
	 * @throws CodecException if it cannot be read: its class is gone, has changed or is
	 * not allowed, or the bytes are torn; whatever a class fails with on the way is its
	 * cause
	 */
	Object decode(byte[] bytes) throws CodecException;

	/**
	 * JDK serialization of classes that are allowed, in the bytes that Spring Session
	 * writes. Reads {@link #json} too: the format can be switched while sessions are
	 * alive.
	 * @param allowed names of classes, of packages ({@code com.example.*}) or of packages
	 * with those below them ({@code com.example.**}), beside the JDK's own values and
	 * collections and what Spring and Spring Security put into a session
	 * @return the codec
	 * @throws IllegalArgumentException if one is no such name
	 */
	static AttributeCodec java(List<String> allowed) {
		JavaAttributes java = new JavaAttributes(allowed);
		return new EitherAttributes(java, java, java, new JsonAttributes(allowed));
	}

	/**
	 * JSON of classes that are allowed, through Spring Security's own modules where it is
	 * present. An object is its fields. What Spring itself puts into a session and JSON
	 * does not carry, such as flash attributes, is written as by {@link #java}, which is
	 * read too.
	 * @param allowed as with {@link #java}
	 * @return the codec
	 * @throws IllegalArgumentException if one is no such name
	 */
	static AttributeCodec json(List<String> allowed) {
		JsonAttributes json = new JsonAttributes(allowed);
		return new EitherAttributes(json, new JavaAttributes(List.of()), new JavaAttributes(allowed), json);
	}

}
