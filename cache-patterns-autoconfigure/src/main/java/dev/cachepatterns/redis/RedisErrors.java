package dev.cachepatterns.redis;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * Tells a Redis that cannot serve at the moment from one that refuses a command.
 */
final class RedisErrors {

	// Of Lettuce and Jedis, neither of which has to be there
	private static final List<String> REPLIES = List.of("io.lettuce.core.RedisCommandExecutionException",
			"redis.clients.jedis.exceptions.JedisDataException");

	private static final List<String> PASSING = List.of("READONLY", "LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN",
			"BUSY", "NOREPLICAS");

	private RedisErrors() {
	}

	static <T> @Nullable T translating(Supplier<@Nullable T> call) {
		try {
			return call.get();
		}
		catch (RuntimeException ex) {
			throw translate(unwrap(ex));
		}
	}

	static Throwable unwrap(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	static StoreException translate(Throwable failure) {
		if (failure instanceof StoreException translated) {
			return translated;
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String reply = String.valueOf(cause.getMessage());
			if (isReply(cause.getClass()) && PASSING.stream().noneMatch(reply::startsWith)) {
				return new StoreRejectedException("Redis refused: " + reply, failure);
			}
		}
		return new StoreUnavailableException("Redis is unavailable: " + message(failure), failure);
	}

	private static boolean isReply(@Nullable Class<?> type) {
		return type != null && (REPLIES.contains(type.getName()) || isReply(type.getSuperclass()));
	}

	/**
	 * The innermost message, unless an outer one says the same and more.
	 */
	private static String message(Throwable failure) {
		String message = String.valueOf(failure.getMessage());
		for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
			if (cause.getMessage() != null && !message.contains(cause.getMessage())) {
				message = cause.getMessage();
			}
		}
		return message;
	}

}
