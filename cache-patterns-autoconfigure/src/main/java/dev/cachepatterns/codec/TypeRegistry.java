package dev.cachepatterns.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * The types this application has in its caches, each with a short number that is stored
 * in place of a class name.
 * <p>
 * A type is known once a method that declares it was found, or once this JVM has stored a
 * value of it. Bytes never name a class to load.
 */
public final class TypeRegistry {

	private static final List<Class<?>> BASIC = List.of(String.class, Boolean.class, Integer.class, Long.class,
			Double.class, java.math.BigDecimal.class, java.math.BigInteger.class, java.util.UUID.class,
			java.time.Instant.class, java.time.LocalDate.class, java.time.LocalDateTime.class, byte[].class);

	private final ConcurrentMap<Integer, Type> byId = new ConcurrentHashMap<>();

	private final ConcurrentMap<Type, Integer> ids = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, Set<Type>> declared = new ConcurrentHashMap<>();

	/**
	 * A registry that knows a few types of the JDK.
	 */
	public TypeRegistry() {
		BASIC.forEach(this::id);
	}

	/**
	 * Remembers that a method of the application keeps values of a type in a cache.
	 * @param cache name of the cache
	 * @param type the declared type
	 */
	public void declare(String cache, Type type) {
		id(type);
		if (type instanceof Class<?> sealed && sealed.isSealed()) {
			for (Class<?> permitted : sealed.getPermittedSubclasses()) {
				declare(cache, permitted);
			}
		}
		this.declared.computeIfAbsent(cache, (name) -> ConcurrentHashMap.newKeySet()).add(type);
	}

	/**
	 * The number of a type: the CRC-32 of its name as Java writes it, generics included.
	 * @param type the type; it is known from now on
	 * @return the number
	 */
	int id(Type type) {
		Integer known = this.ids.get(type);
		if (known != null) {
			return known;
		}
		CRC32 crc = new CRC32();
		Type boxed = (type instanceof Class<?>) ? Types.raw(type) : type;
		crc.update(boxed.getTypeName().getBytes(StandardCharsets.UTF_8));
		int id = (int) crc.getValue();
		this.byId.putIfAbsent(id, boxed);
		this.ids.put(type, id);
		return id;
	}

	/**
	 * The type by which a value is written.
	 * @throws CodecException if nothing says what its elements are
	 */
	Type toWrite(String cache, Object value, @Nullable Type declared) {
		if (declared != null && Types.closed(declared, value)) {
			return declared;
		}
		List<Type> candidates = this.declared.getOrDefault(cache, Set.of())
			.stream()
			.filter((type) -> Types.closed(type, value))
			.toList();
		Type type = (candidates.size() == 1) ? candidates.get(0) : Types.infer(value);
		if (type == null) {
			throw new CodecException(
					"Nothing says what a %s in cache '%s' contains: put it through a method that declares its type"
						.formatted(value.getClass().getName(), cache),
					null);
		}
		return type;
	}

	/**
	 * The type by which stored bytes are read.
	 * @return the type, {@code null} if it is not known or not what the caller declared
	 */
	@Nullable Type toRead(int id, @Nullable Type declared) {
		if (declared == null) {
			return this.byId.get(id);
		}
		if (id(declared) == id) {
			return declared;
		}
		Type known = this.byId.get(id);
		boolean fits = known != null && !(declared instanceof ParameterizedType)
				&& Types.raw(declared).isAssignableFrom(Types.raw(known));
		return fits ? known : null;
	}

}
