package dev.cachepatterns.simulation;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Keeps what is logged about refused values out of the build's output.
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
		LoggingSystem.get(Silence.class.getClassLoader()).setLogLevel("dev.cachepatterns.pattern", level);
	}

}
