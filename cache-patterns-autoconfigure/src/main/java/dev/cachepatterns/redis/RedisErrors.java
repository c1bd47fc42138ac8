package dev.cachepatterns.redis;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.store.StoreUnavailableException;
import org.springframework.core.NestedExceptionUtils;

/**
 * Tells a Redis that cannot serve at the moment from one that refuses a command.
 */
final class RedisErrors {

	// An error reply starts with a word in capitals, such as "OOM command not allowed"
	private static final Pattern REPLY = Pattern.compile("^([A-Z]{2,})\\b.*", Pattern.DOTALL);

	private static final List<String> PASSING = List.of("READONLY", "LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN",
			"BUSY", "NOREPLICAS");

	private RedisErrors() {
	}

	static StoreException translate(Throwable failure) {
		if (failure instanceof StoreException translated) {
			return translated;
		}
		String reply = reply(failure);
		if (reply != null && !PASSING.contains(reply)) {
			return new StoreRejectedException("Redis refused: " + message(failure), failure);
		}
		return new StoreUnavailableException("Redis is unavailable: " + message(failure), failure);
	}

	private static @Nullable String reply(Throwable failure) {
		var matcher = REPLY.matcher(message(failure));
		return matcher.matches() ? matcher.group(1) : null;
	}

	private static String message(Throwable failure) {
		Throwable root = NestedExceptionUtils.getRootCause(failure);
		return String.valueOf(((root != null) ? root : failure).getMessage());
	}

}
