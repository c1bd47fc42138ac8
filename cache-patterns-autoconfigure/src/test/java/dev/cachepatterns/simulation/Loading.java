package dev.cachepatterns.simulation;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.testing.NoReadFailures;

/**
 * Reads with a loader, and may join a load that is under way in its JVM. Only for actors
 * with threads: the JVM remembers its loads.
 *
 * @param jvm where
 * @param expected by which method
 */
record Loading(int jvm, Expected expected) implements Program {

	@Override
	public void run(Simulation simulation) {
		int floor = simulation.begin();
		try {
			AtomicBoolean loaded = new AtomicBoolean();
			Object value = get(simulation, loaded);
			simulation.comeBack();
			simulation.served(floor, value, !loaded.get());
		}
		catch (StoreException ex) {
			simulation.served(floor, simulation.load(), false);
		}
		catch (InterruptedException | ExecutionException ex) {
			// The load that it has joined has failed
		}
	}

	Object get(Simulation simulation) throws InterruptedException, ExecutionException {
		return get(simulation, new AtomicBoolean());
	}

	private Object get(Simulation simulation, AtomicBoolean loaded) throws InterruptedException, ExecutionException {
		return simulation.readThrough(this.jvm).get(simulation.key, this.expected, () -> {
			loaded.set(true);
			return simulation.load();
		}, new NoReadFailures() {
			@Override
			public void unstored(RuntimeException failure, @Nullable Object value) {
				// The caller has its value
			}
		});
	}

	@Override
	public String toString() {
		return "reader with a loader %d of JVM %d".formatted(this.expected.origin(), this.jvm);
	}

}
