package dev.cachepatterns.codec;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TreeNode;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Questions about types that the codec asks.
 */
final class Types {

	private static final Set<Class<?>> JDK_OPEN = Set.of(Object.class, Number.class, Comparable.class,
			CharSequence.class, Serializable.class);

	private Types() {
	}

	static Class<?> raw(Type type) {
		if (type instanceof Class<?> raw) {
			return raw.isPrimitive() ? Array.get(Array.newInstance(raw, 1), 0).getClass() : raw;
		}
		if (type instanceof ParameterizedType parameterized) {
			return (Class<?>) parameterized.getRawType();
		}
		if (type instanceof GenericArrayType array) {
			return Array.newInstance(raw(array.getGenericComponentType()), 0).getClass();
		}
		return Object.class;
	}

	/**
	 * The name of a type as Java writes it, generics included, whoever made the
	 * {@link Type}.
	 */
	static String name(Type type) {
		if (type instanceof Class<?> raw) {
			return raw.isArray() ? name(raw.getComponentType()) + "[]" : raw.getName();
		}
		if (type instanceof ParameterizedType parameterized) {
			return name(parameterized.getRawType()) + Arrays.stream(parameterized.getActualTypeArguments())
				.map(Types::name)
				.collect(Collectors.joining(", ", "<", ">"));
		}
		if (type instanceof GenericArrayType array) {
			return name(array.getGenericComponentType()) + "[]";
		}
		return type.getTypeName();
	}

	/**
	 * A type that Jackson has parsed.
	 */
	static Type of(JavaType type) {
		if (type.isArrayType()) {
			return Array.newInstance(raw(of(type.getContentType())), 0).getClass();
		}
		List<JavaType> arguments = type.getBindings().getTypeParameters();
		return arguments.isEmpty() ? type.getRawClass()
				: new Parameterized(type.getRawClass(), arguments.stream().map(Types::of).toArray(Type[]::new));
	}

	/**
	 * The classes that a type names.
	 */
	static Set<Class<?>> classes(Type type) {
		Set<Class<?>> classes = new LinkedHashSet<>();
		collect(type, classes, new HashSet<>());
		return classes;
	}

	private static void collect(Type type, Set<Class<?>> classes, Set<Type> seen) {
		if (type instanceof Class<?> raw) {
			classes.add(raw.isArray() ? innermost(raw) : raw);
			if (jdk(raw) && raw.getTypeParameters().length > 0) {
				// A container of anything
				classes.add(Object.class);
			}
		}
		else if (seen.add(type)) {
			if (type instanceof ParameterizedType parameterized) {
				classes.add((Class<?>) parameterized.getRawType());
			}
			inner(type).forEach((part) -> collect(part, classes, seen));
		}
	}

	private static Stream<Type> inner(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			return Arrays.stream(parameterized.getActualTypeArguments());
		}
		if (type instanceof GenericArrayType array) {
			return Stream.of(array.getGenericComponentType());
		}
		Type[] bounds = (type instanceof TypeVariable<?> variable) ? variable.getBounds()
				: ((WildcardType) type).getUpperBounds();
		return Arrays.stream(bounds);
	}

	private static Class<?> innermost(Class<?> array) {
		Class<?> component = array.getComponentType();
		return component.isArray() ? innermost(component) : component;
	}

	static Class<?> classOf(Object value) {
		return (value instanceof Enum<?> constant) ? constant.getDeclaringClass() : value.getClass();
	}

	/**
	 * Whether the declared type alone says how the value is read back.
	 */
	static boolean closed(Type declared, Object value) {
		Class<?> raw = raw(declared);
		boolean named = raw == classOf(value) || declared instanceof ParameterizedType || raw.isArray()
				|| raw.isAnnotationPresent(JsonTypeInfo.class);
		boolean text = jdk(raw) && isAbstract(raw) && !polymorphic(raw);
		return raw.isInstance(value) && (named || text);
	}

	/**
	 * Whether a value can be of a class that the type does not name.
	 */
	static boolean open(Class<?> type) {
		return polymorphic(type) && !type.isSealed() && !type.isAnnotationPresent(JsonTypeInfo.class);
	}

	/**
	 * Whether values are of other classes than the type itself. The JDK's abstract types
	 * are not, as far as they are written as text, or are containers.
	 */
	static boolean polymorphic(Class<?> type) {
		if (jdk(type)) {
			return JDK_OPEN.contains(type);
		}
		boolean concrete = type.isPrimitive() || type.isArray() || type.isEnum() || !isAbstract(type);
		boolean container = Iterable.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
		return !concrete && !container && !TreeNode.class.isAssignableFrom(type)
				&& !type.isAnnotationPresent(JsonDeserialize.class);
	}

	/**
	 * Whether the class is the JDK's own.
	 */
	static boolean jdk(Class<?> type) {
		return type.getName().startsWith("java.");
	}

	private static boolean isAbstract(Class<?> type) {
		return Modifier.isAbstract(type.getModifiers());
	}

	/**
	 * The type of a value that nobody declared: its class, or a container of its
	 * elements' one class.
	 * @return the type, {@code null} if its elements cannot be told
	 */
	static @Nullable Type infer(Object value) {
		if (value instanceof List<?> list) {
			return container(List.class, list);
		}
		if (value instanceof Set<?> set) {
			return container(Set.class, set);
		}
		if (value instanceof Map<?, ?> map) {
			return container(Map.class, map.keySet(), map.values());
		}
		Class<?> type = classOf(value);
		boolean open = type.getTypeParameters().length > 0 || value instanceof Collection<?>;
		return open ? null : type;
	}

	private static @Nullable Type container(Class<?> raw, Collection<?>... parts) {
		Type[] arguments = new Type[parts.length];
		for (int i = 0; i < parts.length; i++) {
			Type element = element(parts[i]);
			if (element == null) {
				return null;
			}
			arguments[i] = element;
		}
		return new Parameterized(raw, arguments);
	}

	private static @Nullable Type element(Collection<?> elements) {
		Set<@Nullable Type> types = new HashSet<>();
		for (Object element : elements) {
			if (element != null) {
				types.add(infer(element));
			}
		}
		return switch (types.size()) {
			case 0 -> Object.class;
			case 1 -> types.iterator().next();
			default -> null;
		};
	}

	/**
	 * A parameterized type.
	 */
	private record Parameterized(Class<?> raw, Type[] arguments) implements ParameterizedType {

		@Override
		public Type[] getActualTypeArguments() {
			return this.arguments.clone();
		}

		@Override
		public Type getRawType() {
			return this.raw;
		}

		@Override
		public @Nullable Type getOwnerType() {
			return null;
		}

		@Override
		public String getTypeName() {
			return name(this);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof ParameterizedType that && this.raw == that.getRawType()
					&& Arrays.equals(this.arguments, that.getActualTypeArguments());
		}

		@Override
		public int hashCode() {
			// As the JDK has it for its own
			return Arrays.hashCode(this.arguments) ^ this.raw.hashCode();
		}

	}

}
