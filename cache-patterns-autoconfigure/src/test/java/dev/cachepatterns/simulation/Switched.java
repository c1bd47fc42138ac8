package dev.cachepatterns.simulation;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.store.StoreException;

/**
 * Steps after each of which an actor learns how the caches are switched.
 */
record Switched(Steps steps, Consumer<List<Mode>> caches) implements Steps {

	@Override
	public Setting setting() {
		return this.steps.setting();
	}

	@Override
	public Executor executor() {
		return this.steps.executor();
	}

	@Override
	public <T> T step(Operation<T> operation) {
		if (setting().modes().isEmpty()) {
			return this.steps.step(operation);
		}
		try {
			T result = this.steps.step(operation);
			learn();
			return result;
		}
		catch (StoreException ex) {
			learn();
			throw ex;
		}
	}

	void learn() {
		if (!setting().modes().isEmpty()) {
			this.caches.accept(now((world) -> world.modes));
		}
	}

	@Override
	public <T> T before(Function<World, T> reading) {
		return this.steps.before(reading);
	}

	@Override
	public <T> T now(Function<World, T> reading) {
		return this.steps.now(reading);
	}

	@Override
	public void after(Note note) {
		this.steps.after(note);
	}

}
