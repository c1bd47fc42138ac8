package dev.cachepatterns.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * The files that a native image needs: scripts for Redis, and the journal's tables.
 */
final class ResourceHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
		hints.resources()
			.registerPattern("dev/cachepatterns/redis/*.lua")
			.registerPattern("dev/cachepatterns/session/redis/*.lua")
			.registerPattern("dev/cachepatterns/journal/*.sql");
	}

}
