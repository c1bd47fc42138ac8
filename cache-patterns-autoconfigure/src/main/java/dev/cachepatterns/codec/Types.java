package dev.cachepatterns.codec;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Questions about types that the codec asks.
 */
final class Types {

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

	static Class<?> classOf(Object value) {
		return (value instanceof Enum<?> constant) ? constant.getDeclaringClass() : value.getClass();
	}

	/**
	 * Whether the declared type alone says how the value is read back.
	 */
	static boolean closed(Type declared, Object value) {
		Class<?> raw = raw(declared);
		return raw.isInstance(value) && (raw == classOf(value) || declared instanceof ParameterizedType || raw.isArray()
				|| raw.isAnnotationPresent(JsonTypeInfo.class));
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
	 * A parameterized type, written as Java writes it.
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
			StringBuilder name = new StringBuilder(this.raw.getName()).append('<');
			for (int i = 0; i < this.arguments.length; i++) {
				name.append((i > 0) ? ", " : "").append(this.arguments[i].getTypeName());
			}
			return name.append('>').toString();
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof ParameterizedType that && this.raw == that.getRawType()
					&& Arrays.equals(this.arguments, that.getActualTypeArguments());
		}

		@Override
		public int hashCode() {
			return 31 * this.raw.hashCode() + Arrays.hashCode(this.arguments);
		}

	}

}
