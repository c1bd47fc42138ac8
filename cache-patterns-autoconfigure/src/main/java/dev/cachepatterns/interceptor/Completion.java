package dev.cachepatterns.interceptor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Joins the changes to caches that a call causes with the result that arrives later.
 */
interface Completion {

	/**
	 * Whether results of a method are joined here.
	 */
	boolean handles(Class<?> returnType);

	/**
	 * Starts the method after the changes that come first.
	 */
	@Nullable Object start(Supplier<@Nullable Object> method, Class<?> returnType, Invocation invocation);

	/**
	 * The result as the caller gets it: it completes when the changes are made.
	 */
	@Nullable Object finish(@Nullable Object result, Class<?> returnType, Invocation invocation);

	/**
	 * The same result, but for a failure of which something else can be made.
	 * @param other makes the result that is given in place of a failure, {@code null} if
	 * it is given
	 */
	@Nullable Object recover(@Nullable Object result, Class<?> returnType, Function<Throwable, @Nullable Object> other);

	/**
	 * Lets the work of a result be done that no caller waits for.
	 * @param failed told of its failure
	 */
	void run(@Nullable Object result, Class<?> returnType, Consumer<Throwable> failed);

	/**
	 * For futures and, where Reactor is there, for publishers.
	 */
	static Completion create() {
		boolean reactor = ClassUtils.isPresent("reactor.core.publisher.Mono", Completion.class.getClassLoader());
		return reactor ? new ReactiveCompletion(new Futures()) : new Futures();
	}

	static Throwable cause(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	/**
	 * {@link CompletableFuture}.
	 */
	record Futures() implements Completion {

		@Override
		public boolean handles(Class<?> returnType) {
			return CompletableFuture.class.isAssignableFrom(returnType);
		}

		@Override
		public @Nullable Object start(Supplier<@Nullable Object> method, Class<?> returnType, Invocation invocation) {
			Throwable joined = invocation.leases().joined();
			if (joined != null) {
				return CompletableFuture.failedFuture(joined);
			}
			return invocation.waitsForFirst()
					? invocation.later().runFirst().thenCompose((done) -> future(method.get())) : method.get();
		}

		@Override
		public @Nullable Object finish(@Nullable Object result, Class<?> returnType, Invocation invocation) {
			if (!(result instanceof CompletableFuture<?> future)) {
				return result;
			}
			if (future.isDone() && invocation.joinsTransaction()) {
				invocation.later().joinTransaction();
			}
			return future(result).thenCompose((value) -> invocation.runPending(true).thenApply((done) -> value))
				.whenComplete((value, failure) -> invocation.endLater(failure));
		}

		@Override
		public @Nullable Object recover(@Nullable Object result, Class<?> returnType,
				Function<Throwable, @Nullable Object> other) {
			if (!(result instanceof CompletableFuture<?>)) {
				return result;
			}
			return future(result).exceptionallyCompose((failure) -> {
				Object instead = other.apply(cause(failure));
				return (instead != null) ? future(instead) : CompletableFuture.failedFuture(cause(failure));
			});
		}

		@Override
		public void run(@Nullable Object result, Class<?> returnType, Consumer<Throwable> failed) {
			if (result instanceof CompletableFuture<?> future) {
				future.whenComplete((value, failure) -> {
					if (failure != null) {
						failed.accept(cause(failure));
					}
				});
			}
		}

		@SuppressWarnings("unchecked")
		private static CompletableFuture<@Nullable Object> future(@Nullable Object result) {
			return (result != null) ? (CompletableFuture<@Nullable Object>) result
					: CompletableFuture.completedFuture(null);
		}

	}

}
