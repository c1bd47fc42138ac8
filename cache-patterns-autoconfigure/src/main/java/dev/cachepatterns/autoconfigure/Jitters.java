package dev.cachepatterns.autoconfigure;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.cachepatterns.ttl.Jitter;
import org.springframework.boot.convert.DurationStyle;

/**
 * Reads a jitter: a part such as {@code 10%} or a time such as {@code 30s}.
 */
final class Jitters {

	private static final Pattern PERCENT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*%");

	private Jitters() {
	}

	/**
	 * Reads a jitter.
	 * @param property the property that has it
	 * @param value what it has
	 * @return the jitter
	 * @throws CachePatternsConfigurationException if it is none
	 */
	static Jitter parse(String property, String value) {
		double percent = percent(value);
		if (percent > 100) {
			throw Check.invalid(property, value, "it is more than the whole time", "Use a part such as 10%.");
		}
		if (percent >= 0) {
			return Jitter.percent(percent);
		}
		try {
			Duration most = DurationStyle.detectAndParse(value.trim());
			if (!most.isNegative()) {
				return Jitter.upTo(most);
			}
		}
		catch (IllegalArgumentException ex) {
			// Said below
		}
		throw Check.invalid(property, value, "it is neither a part nor a time", "Use 10% or 30s, for example.");
	}

	/**
	 * Reads a part such as {@code 10%}.
	 * @return the percentage, -1 if it is none
	 */
	static double percent(String value) {
		Matcher percent = PERCENT.matcher(value.trim());
		return percent.matches() ? Double.parseDouble(percent.group(1)) : -1;
	}

}
