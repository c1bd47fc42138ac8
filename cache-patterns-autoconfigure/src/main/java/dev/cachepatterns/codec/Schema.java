package dev.cachepatterns.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a value of a type can have, down to those of the classes of its fields:
 * one line for each class. The JDK's own classes are not looked into, nor those that
 * cannot be loaded. An open type has whatever is allowed to stand for it.
 */
final class Schema {

	private final TreeMap<String, String> lines = new TreeMap<>();

	private final Set<Class<?>> sealed = new LinkedHashSet<>();

	private final Deque<Class<?>> ahead = new ArrayDeque<>();

	private final Set<Class<?>> seen = new HashSet<>();

	private final Collection<Class<?>> allowed;

	/**
	 * The schema of a type.
	 * @param type the type
	 * @param allowed the classes that stand behind open types
	 */
	Schema(Type type, Collection<Class<?>> allowed) {
		this.allowed = allowed;
		this.ahead.addAll(Types.classes(type));
		while (!this.ahead.isEmpty()) {
			Class<?> next = this.ahead.remove();
			if (this.seen.add(next)) {
				visit(next);
			}
		}
	}

	/**
	 * The sealed classes that were found.
	 */
	Set<Class<?>> sealed() {
		return this.sealed;
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines.values());
	}

	private void visit(Class<?> type) {
		if (Types.open(type)) {
			this.ahead.addAll(this.allowed);
		}
		if (type.isPrimitive() || Types.jdk(type)) {
			return;
		}
		List<String> parts = new ArrayList<>();
		try {
			if (type.isEnum()) {
				Arrays.stream(type.getEnumConstants())
					.map((constant) -> ((Enum<?>) constant).name())
					.forEach(parts::add);
			}
			else {
				parts.addAll(fields(type));
				this.ahead.addAll(subtypes(type));
			}
		}
		catch (LinkageError | TypeNotPresentException ex) {
			parts.add("?");
		}
		this.lines.put(type.getName(), type.getName() + JacksonAnnotations.of(type) + parts);
	}

	/**
	 * The class's own fields, and those of its superclasses by way of their names.
	 */
	private Set<String> fields(Class<?> type) {
		Set<String> sorted = new TreeSet<>();
		for (Field field : type.getDeclaredFields()) {
			int modifiers = field.getModifiers();
			if (!Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers) && !field.isSynthetic()) {
				sorted.add(use(field.getName(), field.getGenericType()) + JacksonAnnotations.of(field));
			}
		}
		Type parent = parent(type);
		if (parent != null) {
			sorted.add(use("extends", parent));
		}
		return sorted;
	}

	private String use(String name, Type type) {
		this.ahead.addAll(Types.classes(type));
		return name + ":" + Types.name(type);
	}

	private static @Nullable Type parent(Class<?> type) {
		Class<?> parent = type.getSuperclass();
		return (parent != null && !Types.jdk(parent)) ? type.getGenericSuperclass() : null;
	}

	private List<Class<?>> subtypes(Class<?> type) {
		JsonSubTypes named = type.getAnnotation(JsonSubTypes.class);
		if (named != null) {
			return Arrays.stream(named.value()).<Class<?>>map(JsonSubTypes.Type::value).toList();
		}
		if (!type.isSealed()) {
			return List.of();
		}
		this.sealed.add(type);
		return List.of(type.getPermittedSubclasses());
	}

}
