package dev.cachepatterns.interceptor;

import java.time.Duration;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.annotation.LoadTimeout;
import dev.cachepatterns.ttl.LoadTimeouts;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringUtils;

/**
 * What a {@link LoadTimeout} says.
 *
 * @param soft the soft time, {@code null} for that of the cache
 * @param hard the hard time, {@code null} for that of the cache
 */
record MethodLoadTimeouts(@Nullable Duration soft, @Nullable Duration hard) implements UnaryOperator<LoadTimeouts> {

	/**
	 * Reads an annotation.
	 * @param resolve replaces properties in a text
	 * @param place the method, for messages
	 * @throws IllegalStateException if it makes no sense
	 */
	static MethodLoadTimeouts of(LoadTimeout annotation, UnaryOperator<String> resolve, String place) {
		MethodLoadTimeouts timeouts = new MethodLoadTimeouts(duration(resolve.apply(annotation.soft()), place),
				duration(resolve.apply(annotation.value()), place));
		if (timeouts.soft != null && timeouts.hard != null && !timeouts.hard.isZero()
				&& timeouts.soft.compareTo(timeouts.hard) > 0) {
			throw new IllegalStateException(
					"%s has @LoadTimeout with a soft time of '%s', which is longer than '%s': use a shorter one."
						.formatted(place, annotation.soft(), annotation.value()));
		}
		return timeouts;
	}

	private static @Nullable Duration duration(String text, String place) {
		if (!StringUtils.hasText(text)) {
			return null;
		}
		try {
			Duration duration = DurationFormatterUtils.detectAndParse(text.trim());
			if (!duration.isNegative()) {
				return duration;
			}
		}
		catch (IllegalArgumentException ex) {
			// Said below
		}
		throw new IllegalStateException(
				"%s has @LoadTimeout with '%s', which is no time to wait. Use a duration such as 2s, or 0 for as long as it takes."
					.formatted(place, text));
	}

	@Override
	public LoadTimeouts apply(LoadTimeouts cache) {
		return new LoadTimeouts((this.soft != null) ? this.soft : cache.soft(),
				(this.hard != null) ? this.hard : cache.hard());
	}

}
