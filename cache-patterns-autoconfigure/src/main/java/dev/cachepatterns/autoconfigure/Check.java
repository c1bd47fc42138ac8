package dev.cachepatterns.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.autoconfigure.ConsistencyProperties.JournalType;
import dev.cachepatterns.autoconfigure.ConsistencyProperties.JournalWrites;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * Refuses senseless values of properties.
 */
final class Check {

	private static final Pattern UNFIT_FOR_KEYS = Pattern.compile("[{}\\s\\p{Cntrl}]");

	private static final Pattern SERVER = Pattern.compile("(?:[^\\s:\\[\\]]+|\\[[0-9a-fA-F:.]+]):([0-9]{1,5})");

	private static final int LARGEST_PORT = 65_535;

	private Check() {
	}

	static void ttl(String property, @Nullable Duration value) {
		if (value != null && (value.isZero() || value.isNegative())) {
			throw invalid(property, text(value), "a time to live is longer than zero",
					"Use a duration such as 10m or 1h. To stop caching a method, remove its annotation.");
		}
	}

	static void time(String property, @Nullable Duration value) {
		if (value != null && value.isNegative()) {
			throw invalid(property, text(value), "it is negative", "Use a duration such as 30s, or 0 for none.");
		}
	}

	static void prefix(String property, String value) {
		if (UNFIT_FOR_KEYS.matcher(value).find()) {
			throw invalid(property, value,
					"braces would put all keys on one node of a cluster, and white space does not belong in a key",
					"Use letters, digits, '-', '.' and ':', for example the name of the application.");
		}
	}

	static void jitter(String property, @Nullable String value, Duration ttl) {
		if (value != null && Jitters.parse(property, value).most().compareTo(ttl) >= 0) {
			throw invalid(property, value, "the time to live is " + text(ttl),
					"Use a shorter time, or a part of it such as 10%.");
		}
	}

	static void size(String property, DataSize value) {
		if (value.toBytes() <= 0) {
			throw invalid(property, value.toString(), "it is not positive", "Use a size such as 64MB.");
		}
	}

	static void timeout(String property, Duration value) {
		if (value.compareTo(Duration.ofMillis(10)) < 0 || value.compareTo(Duration.ofSeconds(10)) > 0) {
			throw invalid(property, text(value), "it has to be between 10ms and 10s",
					"Use at least five times the round trip to the cache, such as 200ms.");
		}
	}

	static void limit(String property, Duration value) {
		if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(Duration.ofHours(1)) > 0) {
			throw invalid(property, text(value), "it has to be between 1s and 1h",
					"Use a duration that is longer than a load or a commit takes, such as 10s.");
		}
	}

	static void lag(String property, Duration value) {
		if (value.isNegative() || value.compareTo(Duration.ofHours(1)) > 0) {
			throw invalid(property, text(value), "it has to be between 0 and 1h",
					"Use a duration such as 500ms, or 0 if all loaders read from the primary.");
		}
	}

	static void waitBudget(String property, Duration value) {
		if (value.isNegative() || value.compareTo(Duration.ofMinutes(1)) > 0) {
			throw invalid(property, text(value), "it has to be between 0 and 1m",
					"Use a duration such as 1s, or 0 not to wait.");
		}
	}

	static void sweep(String property, Duration value) {
		boolean fits = value.compareTo(Duration.ofSeconds(1)) >= 0 && value.compareTo(Duration.ofDays(1)) <= 0;
		if (!value.isZero() && !fits) {
			throw invalid(property, text(value), "it has to be between 1s and 1d, or 0",
					"Use a duration such as 1m, or 0 to leave old entries to their time to live.");
		}
	}

	static void bound(String property, Duration value) {
		if (value.compareTo(Duration.ofMillis(50)) < 0 || value.compareTo(Duration.ofSeconds(10)) > 0) {
			throw invalid(property, text(value), "it has to be between 50ms and 10s",
					"Use a duration such as 250ms: each instance reads the journal every 40 % of it.");
		}
	}

	static void touch(String property, Duration value) {
		if (value.isNegative() || value.compareTo(Duration.ofHours(1)) > 0) {
			throw invalid(property, text(value), "is not between 0 and 1h",
					"Use a time that sessions may expire early, such as 30s, or 0 to write each request's access.");
		}
	}

	static void journal(ConsistencyProperties consistency) {
		if (consistency.journalWrites() == JournalWrites.ALL && consistency.journal() == JournalType.NONE) {
			throw invalid("cache-patterns.consistency.journal-writes", "all", "there is no journal",
					"Set 'cache-patterns.consistency.journal: jdbc', or 'journal-writes: unreachable'.");
		}
	}

	static void loads(String property, int value) {
		if (value < 1) {
			throw invalid(property, String.valueOf(value), "it has to be at least 1",
					"Use a little less than the connections of the database pool, such as 8 of 10.");
		}
	}

	static void threads(String property, int value) {
		if (value < 1) {
			throw invalid(property, String.valueOf(value), "it has to be at least 1", "Use a number such as 8.");
		}
	}

	static void servers(String property, List<String> servers) {
		if (servers.isEmpty()) {
			throw invalid(property, "", "it names no server", "Use host:port,host:port.");
		}
		for (String server : servers) {
			Matcher matcher = SERVER.matcher(server);
			if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > LARGEST_PORT) {
				throw invalid(property, server, "it is no host:port",
						"Use host:port, as in cache-1.example.org:11211 or [::1]:11211.");
			}
		}
	}

	/**
	 * A duration in the largest unit that gives a whole number.
	 */
	static String text(Duration value) {
		for (ChronoUnit unit : List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS)) {
			if (!value.isZero() && value.toNanos() % unit.getDuration().toNanos() == 0) {
				return DurationStyle.SIMPLE.print(value, unit);
			}
		}
		return DurationStyle.SIMPLE.print(value);
	}

	static CachePatternsConfigurationException invalid(String property, String value, String reason, String action) {
		return new CachePatternsConfigurationException(
				"Property '%s' is '%s', but %s.".formatted(property, value, reason), action);
	}

}
