package dev.cachepatterns.codec;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Jackson's annotations as text: their own differs between versions of the JDK.
 */
final class JacksonAnnotations {

	private JacksonAnnotations() {
	}

	/**
	 * The annotations of a class or field, sorted: each its name and its members in
	 * parentheses.
	 */
	static String of(AnnotatedElement element) {
		return Arrays.stream(element.getDeclaredAnnotations())
			.filter((annotation) -> jackson(annotation.annotationType().getName()))
			.map(JacksonAnnotations::text)
			.sorted()
			.collect(Collectors.joining());
	}

	private static boolean jackson(String name) {
		return name.startsWith("com.fasterxml.jackson.annotation.")
				|| name.startsWith("tools.jackson.databind.annotation.");
	}

	private static String text(Annotation annotation) {
		Class<?> type = annotation.annotationType();
		return Arrays.stream(type.getDeclaredMethods())
			.sorted(Comparator.comparing(Method::getName))
			.map((member) -> member.getName() + "=" + text(value(annotation, member)))
			.collect(Collectors.joining(", ", "@" + type.getName() + "(", ")"));
	}

	private static Object value(Annotation annotation, Method member) {
		try {
			return member.invoke(annotation);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			return "?";
		}
	}

	private static String text(Object value) {
		if (value.getClass().isArray()) {
			return IntStream.range(0, Array.getLength(value))
				.mapToObj((index) -> text(Array.get(value, index)))
				.collect(Collectors.joining(", ", "{", "}"));
		}
		if (value instanceof Class<?> type) {
			return type.getName();
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		return (value instanceof Annotation annotation) ? text(annotation) : value.toString();
	}

}
