package dev.cachepatterns.simulation;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.Caller;
import dev.cachepatterns.pattern.ReadFailures;
import dev.cachepatterns.store.StoreException;

/**
 * Reads with a loader, and may join a load that is under way in its JVM. Only for actors
 * with threads: the JVM remembers its loads.
 *
 * @param jvm where
 * @param expected by which method
 * @param async whether the call does not block
 */
record Loading(int jvm, Expected expected, boolean async) implements Program {

	@Override
	public void run(Simulation simulation) {
		Begun begun = simulation.begin(this.jvm);
		try {
			AtomicBoolean loaded = new AtomicBoolean();
			Object value = get(simulation, loaded);
			simulation.comeBack();
			simulation.served(begun, value, !loaded.get());
		}
		catch (StoreException ex) {
			simulation.served(begun, simulation.load(), false);
		}
		catch (InterruptedException | ExecutionException ex) {
			// The load that it has joined has failed
		}
	}

	Object get(Simulation simulation) throws InterruptedException, ExecutionException {
		return get(simulation, new AtomicBoolean());
	}

	private Object get(Simulation simulation, AtomicBoolean loaded) throws InterruptedException, ExecutionException {
		Callable<Object> loader = () -> {
			loaded.set(true);
			return simulation.load();
		};
		return this.async ? getAsync(simulation, loader) : simulation.readThrough(this.jvm)
			.get(simulation.key, Caller.of(this.expected), loader, new Unnoticed());
	}

	Object getAsync(Simulation simulation, Callable<Object> loader) throws InterruptedException, ExecutionException {
		return simulation.readThrough(this.jvm)
			.getAsync(simulation.key, Caller.of(this.expected), () -> completed(loader), new Unnoticed())
			.get();
	}

	private static CompletableFuture<Object> completed(Callable<Object> loader) {
		try {
			return CompletableFuture.completedFuture(loader.call());
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public String toString() {
		return "reader with a loader %d of JVM %d%s".formatted(this.expected.origin(), this.jvm,
				this.async ? ", not blocking" : "");
	}

	/**
	 * The caller has its value all the same.
	 */
	private static final class Unnoticed implements ReadFailures {

		@Override
		public void unread(StoreException failure) {
			// It loads
		}

		@Override
		public void unloaded(Exception failure) {
			throw new IllegalStateException(failure);
		}

		@Override
		public void unstored(RuntimeException failure, @Nullable Object value) {
			// It is not in the cache
		}

	}

}
