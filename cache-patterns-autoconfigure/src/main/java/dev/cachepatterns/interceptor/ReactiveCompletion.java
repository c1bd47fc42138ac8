package dev.cachepatterns.interceptor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;

/**
 * {@code Mono}, {@code Flux} and what Spring can convert to them. Inside a reactive
 * transaction the changes are made after its commit.
 */
final class ReactiveCompletion implements Completion {

	private final ReactiveAdapterRegistry adapters = ReactiveAdapterRegistry.getSharedInstance();

	private final Completion futures;

	// The registry looks at one adapter after the other, with each call of a method
	private final ClassValue<Boolean> handled = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return ReactiveCompletion.this.futures.handles(type)
					|| ReactiveCompletion.this.adapters.getAdapter(type) != null;
		}

	};

	ReactiveCompletion(Completion futures) {
		this.futures = futures;
	}

	@Override
	public boolean handles(Class<?> returnType) {
		return this.handled.get(returnType);
	}

	@Override
	public @Nullable Object start(Supplier<@Nullable Object> method, Class<?> returnType, Invocation invocation) {
		ReactiveAdapter adapter = this.adapters.getAdapter(returnType);
		if (this.futures.handles(returnType) || adapter == null) {
			return this.futures.start(method, returnType, invocation);
		}
		Throwable joined = invocation.leases().joined();
		if (joined != null) {
			return adapter.fromPublisher(adapter.isMultiValue() ? Flux.error(joined) : Mono.error(joined));
		}
		Publisher<?> publisher = !invocation.waitsForFirst() ? adapter.toPublisher(method.get())
				: leaveToTransaction(invocation).flatMap((left) -> first(invocation, left))
					.thenMany(Flux.defer(() -> adapter.toPublisher(method.get())));
		if (!adapter.isMultiValue()) {
			return adapter.fromPublisher(Mono.from(publisher));
		}
		return invocation.writesOnly() ? hold(publisher, invocation) : adapter.fromPublisher(publisher);
	}

	@Override
	public @Nullable Object finish(@Nullable Object result, Class<?> returnType, Invocation invocation) {
		ReactiveAdapter adapter = this.adapters.getAdapter(returnType);
		if (this.futures.handles(returnType) || adapter == null || result == null) {
			return this.futures.finish(result, returnType, invocation);
		}
		Mono<Object> writes = Mono.defer(() -> write(invocation).then(Mono.empty()));
		if (invocation.pending().held() instanceof Flux<?> stream) {
			return adapter
				.fromPublisher(ending(Flux.concat(stream, Mono.from((Publisher<?>) result).then(writes)), invocation));
		}
		Publisher<?> publisher = adapter.toPublisher(result);
		return adapter.fromPublisher(adapter.isMultiValue() ? ending(Flux.concat(publisher, writes), invocation)
				: Mono.from(publisher)
					.delayUntil((value) -> writes)
					.switchIfEmpty(Mono.defer(() -> writes.then(Mono.empty())))
					.doOnError(invocation::fail)
					.doFinally((signal) -> invocation.endLater(null)));
	}

	private static Flux<?> ending(Flux<?> stream, Invocation invocation) {
		return stream.doOnError(invocation::fail).doFinally((signal) -> invocation.endLater(null));
	}

	@Override
	public @Nullable Object recover(@Nullable Object result, Class<?> returnType,
			Function<Throwable, @Nullable Object> other) {
		ReactiveAdapter adapter = this.adapters.getAdapter(returnType);
		if (this.futures.handles(returnType) || adapter == null || result == null) {
			return this.futures.recover(result, returnType, other);
		}
		Flux<Object> recovered = Flux.<Object>from(adapter.toPublisher(result)).onErrorResume((failure) -> {
			Object instead = other.apply(failure);
			return (instead != null) ? adapter.toPublisher(instead) : Mono.error(failure);
		});
		return adapter.fromPublisher(adapter.isMultiValue() ? recovered : recovered.singleOrEmpty());
	}

	@Override
	public void run(@Nullable Object result, Class<?> returnType, Consumer<Throwable> failed) {
		ReactiveAdapter adapter = this.adapters.getAdapter(returnType);
		if (this.futures.handles(returnType) || adapter == null || result == null) {
			this.futures.run(result, returnType, failed);
		}
		else {
			Flux.from(adapter.toPublisher(result)).subscribe((value) -> {
			}, failed);
		}
	}

	/**
	 * Spring would turn the stream of a method that only writes into its first element.
	 * It gets a {@code Mono} of all elements, while the caller gets the stream itself.
	 */
	private static Mono<List<Object>> hold(Publisher<?> publisher, Invocation invocation) {
		List<Object> elements = new ArrayList<>();
		invocation.pending().hold(Flux.defer(() -> {
			elements.clear();
			return Flux.from(publisher).doOnNext(elements::add);
		}));
		return Mono.fromSupplier(() -> List.copyOf(elements));
	}

	private static Mono<Void> first(Invocation invocation, boolean left) {
		return Mono.fromFuture(() -> left ? invocation.later().runFirstInTransaction() : invocation.later().runFirst());
	}

	private static Mono<Void> write(Invocation invocation) {
		return leaveToTransaction(invocation)
			.flatMap((left) -> left ? Mono.<Void>empty() : Mono.fromFuture(() -> invocation.runPending(true)));
	}

	/**
	 * Leaves the changes of a call, and the end of what it has announced, to its
	 * transaction.
	 * @return whether there is one
	 */
	private static Mono<Boolean> leaveToTransaction(Invocation invocation) {
		return TransactionSynchronizationManager.forCurrentTransaction().map((transaction) -> {
			boolean active = transaction.isSynchronizationActive() && transaction.isActualTransactionActive();
			if (active && invocation.leave()) {
				boolean own = invocation.origin().beganTransaction(transaction.getCurrentTransactionName());
				transaction.registerSynchronization(new End(invocation, own));
			}
			return active;
		}).onErrorReturn(NoTransactionException.class, false);
	}

	/**
	 * Makes the changes after a commit. When its outcome is unknown, what is announced is
	 * left to its time.
	 */
	private record End(Invocation invocation, boolean own) implements TransactionSynchronization {

		@Override
		public Mono<Void> beforeCommit(boolean readOnly) {
			return Mono.fromFuture(() -> this.invocation.later().announce());
		}

		@Override
		public Mono<Void> afterCommit() {
			return Mono.fromFuture(() -> this.invocation.runPending(this.own));
		}

		@Override
		public Mono<Void> afterCompletion(int status) {
			return Mono.fromRunnable(() -> {
				if (status != STATUS_UNKNOWN) {
					this.invocation.later().transactionEnded();
				}
				else {
					this.invocation.later().transactionLost();
				}
			});
		}

	}

}
