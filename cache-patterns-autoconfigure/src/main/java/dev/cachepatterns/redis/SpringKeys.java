package dev.cachepatterns.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * What Spring's {@code RedisCache} calls a key that has this text here.
 * <p>
 * Strings, whole numbers, booleans, constants of enums and values of the JDK whose
 * {@code toString} Spring takes are known, and so are several arguments of them
 * ({@code SimpleKey [a, b]}). Dates and times are known only among several arguments:
 * alone, Spring writes them as the reader's locale has it.
 */
final class SpringKeys {

	private static final Set<String> AS_THEY_ARE = Set.of("BigDecimal", "Double", "Float", "Character", "UUID", "URI",
			"Locale", "Currency", "Instant", "Duration", "Period", "Year", "YearMonth", "MonthDay", "ZoneOffset",
			"ZoneRegion");

	private static final Set<String> AS_THE_LOCALE_HAS_IT = Set.of("LocalDate", "LocalTime", "LocalDateTime",
			"OffsetTime", "OffsetDateTime", "ZonedDateTime");

	private static final String ATOM = "(\"(?:[^\"\\\\]|\\\\.)*+\"|-?\\d+|[\\p{L}_][\\p{L}\\p{N}_. /@+-]*+)";

	private static final Pattern PART = Pattern
		.compile("([\\p{L}_$][\\p{L}\\p{N}_.$]*)\\(" + ATOM + "\\)|" + ATOM + "(?!\\()", Pattern.DOTALL);

	private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.))");

	private SpringKeys() {
	}

	/**
	 * Its text there.
	 * @param key a key as it is written here
	 * @return the text, or {@code null} if it does not follow
	 */
	static @Nullable String of(String key) {
		if (!key.startsWith("(")) {
			Matcher part = PART.matcher(key);
			return part.matches() ? text(part, false) : null;
		}
		List<String> parts = new ArrayList<>();
		int position = 1;
		for (Matcher part = PART.matcher(key); !key.equals("()") && position < key.length();) {
			if (!part.region(position, key.length()).lookingAt()) {
				return null;
			}
			String text = text(part, true);
			if (text == null || part.end() == key.length()) {
				return null;
			}
			parts.add(text);
			position = part.end() + 1;
			if (key.charAt(part.end()) == ')') {
				break;
			}
		}
		return "SimpleKey [" + String.join(", ", parts) + "]";
	}

	private static @Nullable String text(Matcher part, boolean amongOthers) {
		String type = part.group(1);
		if (type == null) {
			return plain(part.group(3));
		}
		boolean known = AS_THEY_ARE.contains(type) || amongOthers && AS_THE_LOCALE_HAS_IT.contains(type)
				|| isEnum(type);
		return known ? plain(part.group(2)) : null;
	}

	private static boolean isEnum(String type) {
		try {
			return type.indexOf('.') >= 0 && ClassUtils.forName(type, null).isEnum();
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

	private static String plain(String atom) {
		if (atom.charAt(0) != '"') {
			return atom;
		}
		return ESCAPE.matcher(atom.substring(1, atom.length() - 1))
			.replaceAll((escape) -> Matcher.quoteReplacement((escape.group(1) != null)
					? String.valueOf((char) Integer.parseInt(escape.group(1), 16)) : escape.group(2)));
	}

}
