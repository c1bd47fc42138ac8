package dev.cachepatterns.session;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.StoreUnavailableException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.TransactionException;

/**
 * Calls of the sessions' database. One that cannot be asked at the moment is a
 * {@link StoreUnavailableException}; everything else that goes wrong is thrown as it is.
 */
final class DatabaseCalls {

	private DatabaseCalls() {
	}

	static <T extends @Nullable Object> T call(Supplier<T> call) {
		try {
			return call.get();
		}
		catch (DataAccessResourceFailureException | QueryTimeoutException | RecoverableDataAccessException
				| TransientDataAccessResourceException | TransactionException ex) {
			throw new StoreUnavailableException("The sessions' database is unavailable: " + ex.getMessage(), ex);
		}
	}

	static void run(Runnable call) {
		call(() -> {
			call.run();
			return null;
		});
	}

}
