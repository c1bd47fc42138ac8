package dev.cachepatterns.autoconfigure;

import java.util.List;
import java.util.concurrent.Executor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.TaskDecorator;

/**
 * Threads that run the application's loaders for values that are served meanwhile. Each
 * {@link TaskDecorator} of the application has its say, as on Spring Boot's own executor:
 * that is how a security context or a trace comes along. Not an {@code Executor} bean, as
 * Spring Boot would then leave out its own.
 */
final class Refreshes implements AutoCloseable {

	private final CacheExecutor threads;

	private final List<TaskDecorator> decorators;

	Refreshes(int threads, ObjectProvider<TaskDecorator> decorators) {
		this.threads = new CacheExecutor("cache-patterns-refresh-", threads);
		this.decorators = decorators.orderedStream().toList();
	}

	/**
	 * Runs loaders; throws {@code RejectedExecutionException} when far too many wait.
	 */
	Executor executor() {
		return this::execute;
	}

	private void execute(Runnable load) {
		Runnable decorated = load;
		for (TaskDecorator decorator : this.decorators) {
			decorated = decorator.decorate(decorated);
		}
		this.threads.executor().execute(decorated);
	}

	@Override
	public void close() {
		this.threads.close();
	}

}
