package dev.cachepatterns.sample.measure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What one request asked of the database: how many statements, and how long it waited for
 * them and for the commit.
 */
final class DatabaseUse {

	private static final String ATTRIBUTE = DatabaseUse.class.getName();

	private int statements;

	private long nanos;

	/**
	 * Begins to measure the request of this thread.
	 */
	static void begin() {
		RequestContextHolder.currentRequestAttributes()
			.setAttribute(ATTRIBUTE, new DatabaseUse(), RequestAttributes.SCOPE_REQUEST);
	}

	/**
	 * Returns the measure of this thread's request, null where none has begun.
	 */
	static @Nullable DatabaseUse current() {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		return (request != null) ? (DatabaseUse) request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)
				: null;
	}

	void add(int statements, long nanos) {
		this.statements += statements;
		this.nanos += nanos;
	}

	boolean isNone() {
		return this.statements == 0;
	}

	Duration time() {
		return Duration.ofNanos(this.nanos);
	}

}
