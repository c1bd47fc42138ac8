package dev.cachepatterns.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is noted of a value beside its type.
 *
 * @param loadNanos how long it took to load, in nanoseconds; 0 if that is not known
 * @param freshness until when it is fresh
 * @param tags its tags, as they were before it was loaded
 */
public record Attributes(long loadNanos, Freshness freshness, List<Tag> tags) {

	private static final byte TAG = 2;

	/**
	 * Of a value that is fresh until it vanishes, and has no tags.
	 * @param loadNanos how long it took to load, in nanoseconds; 0 if that is not known
	 * @return the attributes
	 */
	public static Attributes of(long loadNanos) {
		return new Attributes(loadNanos, Freshness.ALWAYS, List.of());
	}

	/**
	 * The bytes of the freshness, if it has any, and of the tags, each 1 id 1 length 8
	 * stamp and its name.
	 * @throws CodecException if there is no room for them
	 */
	byte[] encode() {
		List<byte[]> names = this.tags.stream().map((tag) -> tag.name().getBytes(StandardCharsets.UTF_8)).toList();
		int length = this.freshness.always() ? 0 : Freshness.LENGTH;
		for (byte[] name : names) {
			if (name.length > Tag.LONGEST) {
				throw new CodecException("A tag of %d bytes is too long".formatted(name.length), null);
			}
			length += 10 + name.length;
		}
		if (length > 0xffff) {
			throw new CodecException("%d tags are too many".formatted(names.size()), null);
		}
		ByteBuffer target = ByteBuffer.allocate(length);
		if (!this.freshness.always()) {
			this.freshness.write(target);
		}
		for (int i = 0; i < names.size(); i++) {
			byte[] name = names.get(i);
			target.put(TAG).put((byte) (8 + name.length)).putLong(this.tags.get(i).stamp()).put(name);
		}
		return target.array();
	}

	/**
	 * The tags among the attributes of a value.
	 * @throws CodecException if they are torn
	 */
	static List<Tag> tags(ByteBuffer attributes) {
		List<Tag> tags = List.of();
		while (attributes.remaining() >= 2) {
			byte id = attributes.get();
			int length = Byte.toUnsignedInt(attributes.get());
			if (length > attributes.remaining()) {
				throw new CodecException("The attributes of an entry are torn", null);
			}
			if (id == TAG && length >= 8) {
				long stamp = attributes.getLong();
				byte[] name = new byte[length - 8];
				attributes.get(name);
				tags = tags.isEmpty() ? new ArrayList<>() : tags;
				tags.add(new Tag(new String(name, StandardCharsets.UTF_8), stamp));
			}
			else {
				attributes.position(attributes.position() + length);
			}
		}
		return tags;
	}

}
