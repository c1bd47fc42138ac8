package dev.cachepatterns.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * JDK serialization, for classes that JSON cannot carry. Only the classes that an
 * allow-list names, and the JDK's own values and collections, are written and read (JEP
 * 290): whoever can write to the server could otherwise run code in the application. It
 * does not keep them from sending collections that take long to read.
 * <p>
 * What is written is read at once, so that a class that is not allowed is refused where
 * it is made: a write costs a read more.
 */
public final class JavaSerializationCodec implements ValueCodec {

	private static final String VALUES = """
			java.lang.Boolean java.lang.Byte java.lang.Character java.lang.Double java.lang.Enum java.lang.Float
			java.lang.Integer java.lang.Long java.lang.Number java.lang.Object java.lang.Short java.lang.String
			java.math.* java.net.URI java.sql.Date java.sql.Time java.sql.Timestamp java.time.*
			java.util.AbstractMap$SimpleEntry java.util.AbstractMap$SimpleImmutableEntry java.util.ArrayDeque
			java.util.ArrayList java.util.Arrays$ArrayList java.util.BitSet java.util.Calendar java.util.CollSer
			java.util.Collections$* java.util.Currency java.util.Date java.util.EnumMap
			java.util.EnumSet$SerializationProxy java.util.GregorianCalendar java.util.HashMap java.util.HashSet
			java.util.ImmutableCollections$* java.util.JumboEnumSet java.util.LinkedHashMap java.util.LinkedHashSet
			java.util.LinkedList java.util.Locale java.util.Map$Entry java.util.RegularEnumSet
			java.util.SimpleTimeZone java.util.TimeZone java.util.TreeMap java.util.TreeSet java.util.UUID
			java.util.concurrent.ConcurrentHashMap java.util.concurrent.ConcurrentHashMap$Segment
			java.util.concurrent.CopyOnWriteArrayList java.util.concurrent.TimeUnit
			java.util.concurrent.atomic.AtomicBoolean java.util.concurrent.atomic.AtomicInteger
			java.util.concurrent.atomic.AtomicLong java.util.concurrent.locks.AbstractOwnableSynchronizer
			java.util.concurrent.locks.AbstractQueuedSynchronizer java.util.concurrent.locks.ReentrantLock
			java.util.concurrent.locks.ReentrantLock$NonfairSync java.util.concurrent.locks.ReentrantLock$Sync
			sun.util.calendar.ZoneInfo""".strip().replaceAll("\\s+", ";") + ";";

	private static final String LIMITS = "maxdepth=64;maxarray=10000000;";

	private final ObjectInputFilter filter;

	private final String property;

	/**
	 * A codec for cached values.
	 * @param allowed names of classes, of packages ({@code com.example.*}) or of packages
	 * with those below them ({@code com.example.**})
	 * @throws IllegalArgumentException if one is no such name
	 */
	public JavaSerializationCodec(List<String> allowed) {
		this(allowed, "cache-patterns.serialization.allowed-types");
	}

	/**
	 * A codec.
	 * @param allowed names of classes, of packages ({@code com.example.*}) or of packages
	 * with those below them ({@code com.example.**})
	 * @param property the property that has them, for messages
	 * @throws IllegalArgumentException if one is no such name
	 */
	public JavaSerializationCodec(List<String> allowed, String property) {
		this.property = property;
		for (String name : allowed) {
			if (!name.matches("[\\p{L}\\p{N}_$.]+(\\.\\*\\*?)?")) {
				throw new IllegalArgumentException("'" + name + "' names no class and no package");
			}
		}
		this.filter = ObjectInputFilter.Config.createFilter(
				LIMITS + VALUES + String.join("", allowed.stream().map((name) -> name + ";").toList()) + "!*");
	}

	@Override
	public byte id() {
		return 2;
	}

	@Override
	public byte[] encode(Object value, Type type) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(value);
		}
		catch (IOException ex) {
			throw new CodecException("A " + type.getTypeName() + " cannot be serialized: " + ex, ex);
		}
		// Refused now, with the class in the message, rather than with every read
		decode(ByteBuffer.wrap(bytes.toByteArray()), type);
		return bytes.toByteArray();
	}

	@Override
	public Object decode(ByteBuffer bytes, Type type) {
		InputStream in = new ByteArrayInputStream(bytes.array(), bytes.arrayOffset() + bytes.position(),
				bytes.remaining());
		Guard guard = new Guard(this.filter, this.property);
		try (Input input = new Input(in, guard)) {
			return Types.raw(type).cast(input.readObject());
		}
		catch (IOException | ClassNotFoundException | RuntimeException | LinkageError ex) {
			throw new CodecException("A %s cannot be deserialized: %s".formatted(type.getTypeName(),
					(guard.refusal != null) ? guard.refusal : ex.toString()), ex);
		}
	}

	/**
	 * A filter that remembers what it has refused.
	 */
	private static final class Guard implements ObjectInputFilter {

		private final ObjectInputFilter filter;

		private final String property;

		private @Nullable String refusal;

		Guard(ObjectInputFilter filter, String property) {
			this.filter = filter;
			this.property = property;
		}

		@Override
		public Status checkInput(FilterInfo info) {
			Status status = this.filter.checkInput(info);
			if (status == Status.REJECTED) {
				Class<?> type = info.serialClass();
				this.refusal = (type != null && this.filter.checkInput(new OnlyClass(type)) == Status.REJECTED)
						? type.getName() + " is not in " + this.property
						: "it is nested deeper, or has a longer array, than " + LIMITS;
			}
			return status;
		}

	}

	/**
	 * A question about a class alone.
	 */
	private record OnlyClass(Class<?> serialClass) implements ObjectInputFilter.FilterInfo {

		@Override
		public long arrayLength() {
			return -1;
		}

		@Override
		public long depth() {
			return 1;
		}

		@Override
		public long references() {
			return 1;
		}

		@Override
		public long streamBytes() {
			return 1;
		}

	}

	/**
	 * A stream that sees the application's classes.
	 */
	private static final class Input extends ObjectInputStream {

		Input(InputStream in, ObjectInputFilter filter) throws IOException {
			super(in);
			setObjectInputFilter(filter);
		}

		@Override
		protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
			ClassLoader loader = Thread.currentThread().getContextClassLoader();
			try {
				return Class.forName(description.getName(), false, loader);
			}
			catch (ClassNotFoundException ex) {
				return super.resolveClass(description);
			}
		}

	}

}
