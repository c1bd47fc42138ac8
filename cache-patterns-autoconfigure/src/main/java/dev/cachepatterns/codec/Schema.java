package dev.cachepatterns.codec;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonSubTypes;

/**
 * The fields that a value of a type can have, down to those of the classes of its fields:
 * one line for each class. The JDK's own classes are not looked into. An open type has
 * whatever is allowed to stand for it.
 */
final class Schema {

	private static final String JACKSON = "com.fasterxml.jackson.annotation.";

	private final TreeMap<String, String> lines = new TreeMap<>();

	private final Set<Class<?>> sealed = new LinkedHashSet<>();

	private final Deque<Class<?>> ahead = new ArrayDeque<>();

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
			visit(this.ahead.remove());
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
		boolean opaque = type.isPrimitive() || type.getName().startsWith("java.");
		if (opaque || this.lines.containsKey(type.getName())) {
			return;
		}
		List<String> parts = new ArrayList<>();
		this.lines.put(type.getName(), "");
		if (type.isEnum()) {
			Arrays.stream(type.getEnumConstants()).map(Object::toString).sorted().forEach(parts::add);
		}
		else {
			for (Class<?> declaring = type; declaring != null
					&& declaring != Object.class; declaring = declaring.getSuperclass()) {
				fields(declaring, parts);
			}
			this.ahead.addAll(subtypes(type));
		}
		this.lines.put(type.getName(), type.getName() + annotations(type) + parts);
	}

	private void fields(Class<?> declaring, List<String> parts) {
		Set<String> sorted = new TreeSet<>();
		for (Field field : declaring.getDeclaredFields()) {
			if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())
					&& !field.isSynthetic()) {
				sorted.add(field.getName() + ":" + Types.name(field.getGenericType()) + annotations(field));
				this.ahead.addAll(Types.classes(field.getGenericType()));
			}
		}
		parts.addAll(sorted);
	}

	private List<Class<?>> subtypes(Class<?> type) {
		JsonSubTypes named = type.getAnnotation(JsonSubTypes.class);
		if (named != null) {
			return Arrays.stream(named.value()).<Class<?>>map(JsonSubTypes.Type::value).toList();
		}
		if (!type.isSealed()) {
			return Collections.emptyList();
		}
		this.sealed.add(type);
		return List.of(type.getPermittedSubclasses());
	}

	private static String annotations(AnnotatedElement element) {
		return Arrays.stream(element.getDeclaredAnnotations())
			.filter((annotation) -> annotation.annotationType().getName().startsWith(JACKSON))
			.map(Annotation::toString)
			.sorted()
			.collect(Collectors.joining());
	}

}
