package dev.cachepatterns.redis;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.store.StoreUnavailableException.Reason;

/**
 * Tells a Redis that cannot serve at the moment from one that refuses a command.
 */
public final class RedisErrors {

	// Of Lettuce and Jedis, neither of which has to be there
	private static final List<String> REPLIES = List.of("io.lettuce.core.RedisCommandExecutionException",
			"redis.clients.jedis.exceptions.JedisDataException");

	private static final String READ_ONLY = "READONLY";

	private static final String MOVING = "TRYAGAIN";

	private static final List<String> PASSING = List.of(READ_ONLY, "LOADING", "MASTERDOWN", "CLUSTERDOWN", MOVING,
			"MOVED", "ASK", "BUSY", "NOREPLICAS", "ERR max number of clients reached");

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

	/**
	 * Connects before a command.
	 * @throws StoreException if that fails: nothing is sent
	 */
	static void connecting(Runnable connect) {
		try {
			connect.run();
		}
		catch (RuntimeException ex) {
			StoreException failure = translate(unwrap(ex));
			throw (failure instanceof StoreUnavailableException unavailable && unavailable.reason() == Reason.NO_ANSWER)
					? new StoreUnavailableException(failure.getMessage(), ex, Reason.NO_CONNECTION) : failure;
		}
	}

	static Throwable unwrap(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	/**
	 * Whether keys of one command are on two servers at the moment, as their hash slot
	 * moves.
	 */
	static boolean isMoving(Throwable failure) {
		return isReply(failure.getClass()) && String.valueOf(failure.getMessage()).startsWith(MOVING);
	}

	/**
	 * What a failure of a command says of Redis.
	 * @param failure the failure, of Spring Data or of a client
	 * @return unavailable, unless Redis has refused the command
	 */
	public static StoreException translate(Throwable failure) {
		if (failure instanceof StoreException translated) {
			return translated;
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (isReply(cause.getClass())) {
				return translate(String.valueOf(cause.getMessage()), failure);
			}
		}
		return new StoreUnavailableException("Redis is unavailable: " + message(failure), failure);
	}

	private static StoreException translate(String reply, Throwable failure) {
		if (PASSING.stream().noneMatch((code) -> is(code, reply))) {
			return new StoreRejectedException("Redis refused: " + reply, failure);
		}
		return new StoreUnavailableException("Redis is unavailable: " + reply, failure,
				is(READ_ONLY, reply) ? Reason.READ_ONLY : Reason.NOT_READY);
	}

	/**
	 * Whether a reply has a code. Before Redis 7 that of a command in a script is inside.
	 */
	private static boolean is(String code, String reply) {
		return reply.startsWith(code) || reply.contains(": -" + code);
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
