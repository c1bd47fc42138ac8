package dev.cachepatterns.autoconfigure;

import java.util.List;
import java.util.concurrent.Executor;

import dev.cachepatterns.cache.LoadTimeoutException;
import dev.cachepatterns.pattern.TimedLoads;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.TaskDecorator;

/**
 * Threads that run the application's loaders for values that are served meanwhile. Each
 * {@link TaskDecorator} of the application has its say, as on Spring Boot's own executor:
 * that is how a security context or a trace comes along. Others run those whose callers
 * wait for a bounded time: for each caller one, as long as there are enough. Not an
 * {@code Executor} bean, as Spring Boot would then leave out its own.
 */
final class Refreshes implements AutoCloseable {

	// Beyond this a caller loads by itself, for as long as it takes
	private static final int TIMED = 200;

	private final CacheExecutor threads;

	private final CacheExecutor timed = CacheExecutor.direct("cache-patterns-load-", TIMED);

	private final List<TaskDecorator> decorators;

	Refreshes(int threads, ObjectProvider<TaskDecorator> decorators) {
		this.threads = new CacheExecutor("cache-patterns-refresh-", threads);
		this.decorators = decorators.orderedStream().toList();
	}

	/**
	 * Runs loaders; throws {@code RejectedExecutionException} when far too many wait.
	 */
	Executor executor() {
		return (load) -> this.threads.executor().execute(decorated(load));
	}

	/**
	 * Runs loaders whose callers wait for a bounded time.
	 */
	TimedLoads timed() {
		return new TimedLoads((load) -> this.timed.executor().execute(decorated(load)),
				(limit) -> new LoadTimeoutException(
						"A value was not loaded within %s ('load-timeout'), and none is kept that could be served"
							.formatted(Check.text(limit))));
	}

	private Runnable decorated(Runnable load) {
		Runnable decorated = load;
		for (TaskDecorator decorator : this.decorators) {
			decorated = decorator.decorate(decorated);
		}
		return decorated;
	}

	@Override
	public void close() {
		this.threads.close();
		this.timed.close();
	}

}
