package dev.cachepatterns.cache;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.SimpleKey;

/**
 * Writes the keys of Spring's {@code Cache} as text that a person can read and that no
 * two different keys share.
 * <p>
 * Words are written as they are, other strings in quotes, whole numbers of any size as
 * digits ({@code 1} and {@code 1L} are the same key, the string {@code "1"} is not), what
 * has no type of its own in JSON with its type's name, and several arguments in
 * parentheses. Records, and objects of other classes that are no part of the JDK, are
 * written by their fields, which therefore have to be values too.
 */
final class KeyRenderer {

	private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_. /@+-]*");

	private static final Set<String> RESERVED = Set.of("null", "true", "false");

	private static final Set<Class<?>> SPELLED_OUT = Set.of(BigDecimal.class, Double.class, Float.class,
			Character.class, UUID.class, URI.class, Locale.class, Currency.class);

	private static final int DEEPEST = 16;

	private KeyRenderer() {
	}

	/**
	 * The text of a key.
	 * @param key any key
	 * @return its text
	 * @throws UnusableKeyException if the key has no value to write, with the remedy
	 */
	static String render(Object key) {
		if (whole(key)) {
			return key.toString();
		}
		if (key instanceof String string) {
			return quoted(string);
		}
		if (key instanceof CacheTag tag) {
			return tag.name();
		}
		StringBuilder text = new StringBuilder();
		append(text, key, 0);
		return text.toString();
	}

	private static void append(StringBuilder text, @Nullable Object key, int depth) {
		if (depth > DEEPEST) {
			throw new UnusableKeyException("A key is nested more than " + DEEPEST
					+ " levels deep: name the part that identifies it, as in key = \"#order.id\"", null);
		}
		if (key instanceof String string) {
			text.append(quoted(string));
		}
		else if (key == null || key instanceof Boolean || whole(key)) {
			text.append(key);
		}
		else if (key instanceof SimpleKey) {
			appendAll(text, "(", Arrays
				.asList((@Nullable Object[]) Objects.requireNonNull(value(key, field(key, SimpleKey.class, "params")))),
					")", depth);
		}
		else if (!appendContainer(text, key, depth)) {
			appendTyped(text, key, depth);
		}
	}

	private static boolean whole(Object key) {
		return key instanceof Integer || key instanceof Long || key instanceof Short || key instanceof Byte
				|| key instanceof BigInteger;
	}

	private static String quoted(String string) {
		if (WORD.matcher(string).matches() && !RESERVED.contains(string)) {
			return string;
		}
		StringBuilder text = new StringBuilder("\"");
		string.codePoints().forEach((point) -> {
			if (point == '"' || point == '\\') {
				text.append('\\').appendCodePoint(point);
			}
			else if (Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE) {
				// A lone surrogate has no UTF-8 and would become a question mark
				text.append("\\u%04x".formatted(point));
			}
			else {
				text.appendCodePoint(point);
			}
		});
		return text.append('"').toString();
	}

	private static boolean appendContainer(StringBuilder text, Object key, int depth) {
		if (key instanceof byte[] bytes) {
			text.append("0x").append(HexFormat.of().formatHex(bytes));
		}
		else if (key.getClass().isArray()) {
			List<@Nullable Object> elements = new ArrayList<>();
			for (int i = 0; i < Array.getLength(key); i++) {
				elements.add(Array.get(key, i));
			}
			appendAll(text, "[", elements, "]", depth);
		}
		else if (key instanceof Set<?> set) {
			text.append(sorted("{", set.stream().map((element) -> nested(element, depth)).toList()));
		}
		else if (key instanceof Collection<?> collection) {
			appendAll(text, "[", collection, "]", depth);
		}
		else if (key instanceof Map<?, ?> map) {
			text.append(sorted("map{",
					map.entrySet()
						.stream()
						.map((entry) -> nested(entry.getKey(), depth) + "=" + nested(entry.getValue(), depth))
						.toList()));
		}
		else {
			return false;
		}
		return true;
	}

	private static void appendTyped(StringBuilder text, Object key, int depth) {
		Class<?> type = key.getClass();
		if (key instanceof Enum<?> constant) {
			text.append(constant.getDeclaringClass().getName()).append('(').append(constant.name()).append(')');
		}
		else if (key instanceof Class<?> named) {
			text.append("Class(").append(named.getName()).append(')');
		}
		else if (key instanceof Optional<?> optional) {
			appendAll(text, "Optional(", optional.stream().toList(), ")", depth);
		}
		else if (type.isRecord()) {
			appendAll(text, type.getName() + "(", components(key), ")", depth);
		}
		else if (type == Date.class && key instanceof Date date) {
			text.append("Date(").append(date.getTime()).append(')');
		}
		else if (SPELLED_OUT.contains(type) || type.getPackageName().equals("java.time")) {
			text.append(type.getSimpleName()).append('(').append(quoted(key.toString())).append(')');
		}
		else {
			appendAll(text, type.getName() + "(", fields(key), ")", depth);
		}
	}

	private static void appendAll(StringBuilder text, String open, Collection<? extends @Nullable Object> parts,
			String close, int depth) {
		text.append(open);
		String separator = "";
		for (Object part : parts) {
			text.append(separator);
			append(text, part, depth + 1);
			separator = ",";
		}
		text.append(close);
	}

	private static String nested(@Nullable Object part, int depth) {
		StringBuilder text = new StringBuilder();
		append(text, part, depth + 1);
		return text.toString();
	}

	private static String sorted(String open, List<String> parts) {
		return parts.stream().sorted().collect(Collectors.joining(",", open, "}"));
	}

	private static List<@Nullable Object> components(Object key) {
		List<@Nullable Object> values = new ArrayList<>();
		for (RecordComponent component : key.getClass().getRecordComponents()) {
			values.add(value(key, field(key, key.getClass(), component.getName())));
		}
		return values;
	}

	private static List<@Nullable Object> fields(Object key) {
		List<@Nullable Object> values = new ArrayList<>();
		for (Class<?> type = key.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
					values.add(value(key, field));
				}
			}
		}
		if (values.isEmpty()) {
			throw unusable(key, null);
		}
		return values;
	}

	private static Field field(Object key, Class<?> type, String name) {
		try {
			return type.getDeclaredField(name);
		}
		catch (NoSuchFieldException ex) {
			throw unusable(key, ex);
		}
	}

	private static @Nullable Object value(Object key, Field field) {
		try {
			field.setAccessible(true);
			return field.get(key);
		}
		catch (IllegalAccessException | RuntimeException ex) {
			throw unusable(key, ex);
		}
	}

	private static UnusableKeyException unusable(Object key, @Nullable Exception cause) {
		return new UnusableKeyException("A " + key.getClass().getName()
				+ " is no key for a cache: its value cannot be read. Name the part that identifies it, "
				+ "as in key = \"#order.id\"", cause);
	}

}
