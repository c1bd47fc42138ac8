package dev.cachepatterns.memcached;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key as memcached takes it: at most 250 bytes, without white space and control
 * characters. Others are written as their SHA-256 behind the bucket, and the original is
 * kept with the value.
 *
 * @param text the key on the server
 * @param original the key that the text is the hash of; empty if it is no hash
 */
record Name(String text, byte[] original) {

	private static final byte[] NONE = new byte[0];

	private static final int LONGEST = 250;

	private static final int LONGEST_TAG = LONGEST - 70;

	/**
	 * The name of an entry.
	 * @param tag the server's key of its generation
	 * @param key the server's key, which begins with the tag
	 */
	static Name entry(byte[] tag, byte[] key) {
		if (fits(key)) {
			return new Name(new String(key, StandardCharsets.UTF_8), NONE);
		}
		return new Name(generation(tag).text() + "#" + hash(key), key);
	}

	/**
	 * The name of a generation.
	 */
	static Name generation(byte[] tag) {
		boolean fits = tag.length <= LONGEST_TAG && fits(tag);
		return fits ? new Name(new String(tag, StandardCharsets.UTF_8), NONE) : new Name("{" + hash(tag) + "}", tag);
	}

	private static boolean fits(byte[] key) {
		if (key.length > LONGEST) {
			return false;
		}
		boolean ascii = true;
		for (byte character : key) {
			if ((character >= 0 && character <= ' ') || character == 0x7f) {
				return false;
			}
			ascii &= character >= 0;
		}
		// Bytes that are no text would not survive the client, which takes strings
		return ascii || Arrays.equals(key, new String(key, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
	}

	private static String hash(byte[] key) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
