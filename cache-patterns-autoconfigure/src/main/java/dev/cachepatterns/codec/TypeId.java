package dev.cachepatterns.codec;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * What is stored in place of a class name.
 *
 * @param name the CRC-32 (ISO 3309) of the type's name, generics included, in UTF-8
 * @param schema the first four bytes of the SHA-256 of the type's {@link Schema}: another
 * version of a class has another one
 */
record TypeId(int name, int schema) {

	static TypeId of(Type type, Schema schema) {
		CRC32 name = new CRC32();
		name.update(Types.name(type).getBytes(StandardCharsets.UTF_8));
		return new TypeId((int) name.getValue(), hash(schema.toString()));
	}

	/**
	 * Both numbers in sixteen hexadecimal digits.
	 */
	@Override
	public String toString() {
		return HexFormat.of().toHexDigits(this.name) + HexFormat.of().toHexDigits(this.schema);
	}

	boolean is(int name, int schema) {
		return this.name == name && this.schema == schema;
	}

	private static int hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return ByteBuffer.wrap(digest).getInt();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
