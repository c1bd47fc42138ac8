package dev.cachepatterns.simulation;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Keeps what is logged about refused values, polls that fail, and transactions of JVMs
 * that die out of the build's output.
 */
final class Silence {

	private Silence() {
	}

	static void begin() {
		log(LogLevel.OFF);
	}

	static void end() {
		log(null);
	}

	private static void log(@Nullable LogLevel level) {
		LoggingSystem logging = LoggingSystem.get(Silence.class.getClassLoader());
		List.of("dev.cachepatterns.pattern", "dev.cachepatterns.journal", "dev.cachepatterns.simulation",
				"org.springframework.transaction")
			.forEach((logger) -> logging.setLogLevel(logger, level));
	}

}
