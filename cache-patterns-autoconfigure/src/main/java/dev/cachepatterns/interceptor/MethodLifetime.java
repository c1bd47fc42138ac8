package dev.cachepatterns.interceptor;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.annotation.CacheTtl;
import dev.cachepatterns.ttl.Lifetime;
import dev.cachepatterns.ttl.TtlOverride;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringUtils;

/**
 * What a {@link CacheTtl} says.
 *
 * @param ttl the TTL, {@code null} for that of the cache
 * @param revalidate the first window
 * @param error the second window
 * @param idle the time to idle
 */
record MethodLifetime(@Nullable Time ttl, @Nullable Time revalidate, @Nullable Time error, @Nullable Time idle) {

	/**
	 * Reads an annotation.
	 * @param resolve replaces properties in a text
	 * @param place the method, for messages
	 * @throws IllegalStateException if it makes no sense
	 */
	static MethodLifetime of(CacheTtl annotation, UnaryOperator<String> resolve, String place) {
		return new MethodLifetime(time(resolve.apply(annotation.value()), place),
				time(resolve.apply(annotation.staleWhileRevalidate()), place),
				time(resolve.apply(annotation.staleIfError()), place),
				time(resolve.apply(annotation.timeToIdle()), place));
	}

	private static @Nullable Time time(String text, String place) {
		if (!StringUtils.hasText(text)) {
			return null;
		}
		Duration fixed = duration(text);
		if (fixed == null) {
			try {
				new SpelExpressionParser().parseExpression(text);
			}
			catch (ParseException ex) {
				throw new IllegalStateException(
						"%s has @CacheTtl with '%s', which is neither a duration such as 10m nor an expression: %s"
							.formatted(place, text, ex.getSimpleMessage()));
			}
		}
		else if (fixed.isNegative()) {
			throw new IllegalStateException(
					"%s has @CacheTtl with '%s', which is negative. Use 0 for none.".formatted(place, text));
		}
		return new Time(text, fixed);
	}

	private static @Nullable Duration duration(String text) {
		try {
			return DurationFormatterUtils.detectAndParse(text.trim());
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * What it says in a call.
	 * @param evaluate evaluates an expression with a result
	 */
	TtlOverride in(BiFunction<String, @Nullable Object, @Nullable Object> evaluate) {
		return (cache, value) -> new Lifetime(of(this.ttl, value, evaluate, cache.ttl()),
				of(this.revalidate, value, evaluate, cache.staleWhileRevalidate()),
				of(this.error, value, evaluate, cache.staleIfError()),
				of(this.idle, value, evaluate, cache.timeToIdle()), cache.refreshAhead());
	}

	private static Duration of(@Nullable Time time, @Nullable Object value,
			BiFunction<String, @Nullable Object, @Nullable Object> evaluate, Duration base) {
		if (time == null) {
			return base;
		}
		return (time.fixed() != null) ? time.fixed() : result(time.text(), evaluate.apply(time.text(), value), base);
	}

	private static Duration result(String expression, @Nullable Object result, Duration base) {
		if (result == null) {
			return base;
		}
		Duration duration = (result instanceof Duration known) ? known : duration(result.toString());
		if (duration == null || duration.isNegative()) {
			throw new IllegalStateException("The expression '%s' of a @CacheTtl has given '%s', which is no duration"
				.formatted(expression, result));
		}
		return duration;
	}

	/**
	 * A time.
	 *
	 * @param text as it is written
	 * @param fixed the time, {@code null} if the text is an expression
	 */
	record Time(String text, @Nullable Duration fixed) {
	}

}
