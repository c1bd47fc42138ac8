package dev.cachepatterns.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.type.TypeFactory;

/**
 * The types this application has in its caches, each with a short number that is stored
 * in place of a class name.
 * <p>
 * A type is known once a method or a setting that declares it was found, or once this JVM
 * has stored a value of it. Bytes never name a class to load.
 */
public final class TypeRegistry {

	private static final List<Class<?>> BASIC = List.of(String.class, Boolean.class, Character.class, Byte.class,
			Short.class, Integer.class, Long.class, Float.class, Double.class, java.math.BigDecimal.class,
			java.math.BigInteger.class, java.util.UUID.class, java.time.Instant.class, java.time.LocalDate.class,
			java.time.LocalTime.class, java.time.LocalDateTime.class, java.time.OffsetDateTime.class,
			java.time.ZonedDateTime.class, java.time.Duration.class, byte[].class, List.class, Set.class, Map.class);

	private final ConcurrentMap<Integer, Type> byName = new ConcurrentHashMap<>();

	private final ConcurrentMap<Type, TypeId> ids = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, Class<?>> open = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, Map<String, Type>> declared = new ConcurrentHashMap<>();

	private final Collection<Class<?>> allowed;

	/**
	 * A registry that knows a few types of the JDK, and others.
	 * @param allowed classes that a value of an open type may have
	 */
	public TypeRegistry(Collection<Class<?>> allowed) {
		this.allowed = List.copyOf(allowed);
		BASIC.forEach(this::allow);
		this.allowed.forEach(this::allow);
	}

	/**
	 * The type that a text names as Java writes it, generics included.
	 * @param name for example {@code java.util.List<com.example.Place>}
	 * @param loader finds the classes
	 * @return the type
	 * @throws IllegalArgumentException if it names none
	 */
	public static Type parse(String name, ClassLoader loader) {
		return Types
			.of(TypeFactory.createDefaultInstance().withClassLoader(loader).constructFromCanonical(name.trim()));
	}

	/**
	 * Remembers that values of a type are kept in a cache. Its class, and the permitted
	 * ones of sealed types in it, may stand where a type is open.
	 * @param cache name of the cache
	 * @param type the declared type
	 */
	public void declare(String cache, Type type) {
		id(type);
		this.declared.computeIfAbsent(cache, (name) -> new ConcurrentHashMap<>()).put(Types.name(type), type);
		if (type instanceof Class<?> declared) {
			allow(declared);
			if (declared.isSealed()) {
				List.of(declared.getPermittedSubclasses()).forEach((permitted) -> declare(cache, permitted));
			}
		}
	}

	private void allow(Class<?> type) {
		Class<?> boxed = Types.raw(type);
		if (this.open.putIfAbsent(id(boxed).toString(), boxed) == null && boxed.isSealed()) {
			List.of(boxed.getPermittedSubclasses()).forEach(this::allow);
		}
	}

	/**
	 * The number of a type, which is known from now on.
	 * @throws CodecException if another type has the same number
	 */
	TypeId id(Type type) {
		TypeId known = this.ids.get(type);
		if (known != null) {
			return known;
		}
		Type boxed = (type instanceof Class<?>) ? Types.raw(type) : type;
		Schema schema = new Schema(boxed, this.allowed);
		TypeId id = TypeId.of(boxed, schema);
		Type other = this.byName.putIfAbsent(id.name(), boxed);
		if (other != null && !Types.name(other).equals(Types.name(boxed))) {
			throw new CodecException("%s and %s have the same number %08x: cache one of them under another type"
				.formatted(Types.name(other), Types.name(boxed), id.name()), null);
		}
		this.ids.put(type, id);
		schema.sealed().forEach(this::allow);
		return id;
	}

	/**
	 * The class that stands under a number where a type is open.
	 * @return the class, {@code null} if it is not allowed, or in another version
	 */
	@Nullable Class<?> openClass(String number) {
		return this.open.get(number);
	}

	/**
	 * The number of a class where a type is open.
	 * @return the number, {@code null} if the class is not allowed there
	 */
	@Nullable String openNumber(Class<?> type) {
		String number = id(type).toString();
		return this.open.containsKey(number) ? number : null;
	}

	/**
	 * The type by which a value is written.
	 * @throws CodecException if nothing says what its elements are
	 */
	Type toWrite(String cache, Object value, @Nullable Type declared) {
		if (declared != null && Types.closed(declared, value)) {
			return declared;
		}
		List<Type> candidates = this.declared.getOrDefault(cache, Map.of())
			.values()
			.stream()
			.filter((type) -> Types.closed(type, value))
			.toList();
		Type type = (candidates.size() == 1) ? candidates.get(0) : Types.infer(value);
		if (type == null) {
			throw new CodecException(
					("Nothing says what a %s in cache '%s' contains: put it through a method that declares its type, "
							+ "or set cache-patterns.caches.%s.type")
						.formatted(value.getClass().getName(), cache, cache),
					null);
		}
		return type;
	}

	/**
	 * The type by which stored bytes are read.
	 * @return the type, {@code null} if it is not known in this version, or not what the
	 * caller declared
	 */
	@Nullable Type toRead(int name, int schema, @Nullable Type declared) {
		if (declared != null && id(declared).is(name, schema)) {
			return declared;
		}
		Type known = this.byName.get(name);
		if (known == null || !id(known).is(name, schema)) {
			return null;
		}
		return (declared == null || fits(known, declared)) ? known : null;
	}

	private static boolean fits(Type known, Type declared) {
		return !(declared instanceof ParameterizedType) && Types.raw(declared).isAssignableFrom(Types.raw(known));
	}

}
