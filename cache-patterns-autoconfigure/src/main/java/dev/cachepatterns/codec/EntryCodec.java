package dev.cachepatterns.codec;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Variant.Identity;

/**
 * Writes the payload of an entry, and finds in it what a caller may be answered with.
 * <p>
 * An entry can hold several {@link Variant}s of its value, the newest first: for methods
 * that share a key, and for versions of the application whose classes differ. A variant
 * is added by who found none for itself, and all of them vanish together.
 */
public final class EntryCodec {

	/**
	 * Variants that an entry holds at most: beyond it the oldest gives way.
	 */
	static final int VARIANTS = 8;

	private final ValueCodec values;

	private final TypeRegistry types;

	/**
	 * A codec for all caches.
	 * @param values writes and reads the values
	 * @param types the known types
	 */
	public EntryCodec(ValueCodec values, TypeRegistry types) {
		if (values.id() <= 0) {
			throw new IllegalArgumentException("The id of %s is %d: it must be 16 to 127, and stay the same"
				.formatted(values.getClass().getName(), values.id()));
		}
		this.values = values;
		this.types = types;
	}

	/**
	 * The payload of an entry with one variant.
	 * @param cache name of the cache
	 * @param value the value, may be {@code null}
	 * @param expected what the caller knows of it
	 * @param loadNanos how long it took to load, in nanoseconds; 0 if that is not known
	 * @return the bytes
	 * @throws CodecException if the value cannot be written
	 */
	public byte[] encode(String cache, @Nullable Object value, Expected expected, long loadNanos) {
		return encode(cache, value, expected, Attributes.of(loadNanos));
	}

	/**
	 * The same, for a value of which more is to be noted.
	 * @param cache name of the cache
	 * @param value the value, may be {@code null}
	 * @param expected what the caller knows of it
	 * @param attributes what is noted
	 * @return the bytes
	 * @throws CodecException if the value cannot be written
	 */
	public byte[] encode(String cache, @Nullable Object value, Expected expected, Attributes attributes) {
		if (value == null) {
			return Variant.encode(Identity.ofNull(expected.origin()), attributes, new byte[0]);
		}
		Type type = this.types.toWrite(cache, value, expected.type());
		Identity identity = new Identity(this.values.id(), this.types.id(type), expected.origin());
		return Variant.encode(identity, attributes, write(value, type));
	}

	/**
	 * An entry that is the same but for what is known of the freshness of a value.
	 * @param payload the payload of the entry
	 * @param value the value, as it was read from this payload
	 * @param freshness what is known of it now
	 * @return the payload
	 */
	public byte[] mark(ByteBuffer payload, Decoded value, Freshness freshness) {
		byte[] marked = new byte[payload.remaining()];
		payload.duplicate().get(marked);
		if (value.freshness().always()) {
			return marked;
		}
		Variant.write(ByteBuffer.wrap(marked).position(value.position()), freshness);
		return marked;
	}

	/**
	 * Puts a new variant in front of those of an entry, in the place of the one that it
	 * replaces.
	 * @param variant the new one, from {@link #encode}
	 * @param entry the payload of the entry
	 * @return the payload with both
	 * @throws CodecException if the entry cannot be read
	 */
	public byte[] add(byte[] variant, ByteBuffer entry) {
		return Variant.join(Variant.first(ByteBuffer.wrap(variant)), entry, VARIANTS);
	}

	/**
	 * The value of an entry.
	 * @param payload the payload of the entry
	 * @param expected what the caller takes
	 * @return the value; {@code null} where the entry has none for this caller: only
	 * another method's, or of a type that is not the declared one or is another version
	 * of it
	 * @throws CodecException if the bytes cannot be read
	 */
	public @Nullable Decoded decode(ByteBuffer payload, Expected expected) {
		for (Variant variant = Variant.first(payload); variant != null; variant = variant.next()) {
			if (variant.answers(expected.origin())) {
				if (variant.isNull()) {
					return decoded(null, variant, payload);
				}
				Type type = (variant.codec() == this.values.id() && variant.plain())
						? this.types.toRead(variant.typeName(), variant.typeSchema(), expected.type()) : null;
				if (type != null) {
					return decoded(decode(variant.bytes(), type), variant, payload);
				}
			}
		}
		return null;
	}

	private static Decoded decoded(@Nullable Object value, Variant variant, ByteBuffer entry) {
		ByteBuffer attributes = variant.attributes();
		return (attributes == null) ? new Decoded(value) : new Decoded(value, variant.freshness(attributes),
				Attributes.tags(attributes), entry.remaining() - variant.payload().remaining());
	}

	private byte[] write(Object value, Type type) {
		try {
			return this.values.encode(value, type);
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			throw failure(ex);
		}
	}

	private Object decode(ByteBuffer bytes, Type type) {
		try {
			return this.values.decode(onArray(bytes), type);
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			throw failure(ex);
		}
	}

	/**
	 * Whatever a codec, or a class that it calls, fails with is about this value only.
	 */
	private static CodecException failure(Throwable failure) {
		return (failure instanceof CodecException known) ? known
				: new CodecException("The codec has failed: " + failure, failure);
	}

	private static ByteBuffer onArray(ByteBuffer bytes) {
		return bytes.hasArray() ? bytes : ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
	}

	/**
	 * A value that was read.
	 *
	 * @param value the value, {@code null} where that is what is cached
	 * @param freshness until when it is fresh
	 * @param tags its tags, as they were before it was loaded
	 * @param position where it begins in the payload
	 */
	public record Decoded(@Nullable Object value, Freshness freshness, List<Tag> tags, int position) {

		/**
		 * A value that is fresh until it vanishes, without tags.
		 * @param value the value, {@code null} where that is what is cached
		 */
		public Decoded(@Nullable Object value) {
			this(value, Freshness.ALWAYS, List.of(), 0);
		}

	}

}
