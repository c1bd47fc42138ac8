package dev.cachepatterns.simulation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.cachepatterns.simulation.Steps.Target;
import dev.cachepatterns.simulation.Steps.Operation;
import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Step;
import dev.cachepatterns.store.SteppedStore.Cells;
import dev.cachepatterns.store.SteppedStore.Change;
import dev.cachepatterns.store.StoreKey;

/**
 * The backend of a world. Each of its operations waits for the scheduler.
 */
final class SimulatedCells implements Cells {

	private final Steps steps;

	private final boolean callersGenerations;

	/**
	 * Cells.
	 * @param steps the scheduler
	 * @param callersGenerations whether new generations are the very ones that callers
	 * propose: a mistake
	 */
	SimulatedCells(Steps steps, boolean callersGenerations) {
		this.steps = steps;
		this.callersGenerations = callersGenerations;
	}

	@Override
	public String name() {
		return "simulated";
	}

	@Override
	public Lookup get(StoreKey key) {
		return this.steps.step(new Operation<>("get", Target.QUERY, SimulatedCells::lookup));
	}

	private static Lookup lookup(World world) {
		Cell cell = world.standing();
		return new Lookup(cell.slot(), generation(world), cell.expiresAt());
	}

	private static OptionalLong generation(World world) {
		return (world.generation != null) ? OptionalLong.of(world.generation) : OptionalLong.empty();
	}

	@Override
	public Map<StoreKey, Lookup> getAll(Collection<StoreKey> keys) {
		Map<StoreKey, Lookup> found = new LinkedHashMap<>();
		keys.forEach((key) -> found.put(key, get(key)));
		return found;
	}

	@Override
	public CompletionStage<Lookup> getAsync(StoreKey key) {
		return CompletableFuture.completedFuture(get(key));
	}

	@Override
	public OptionalLong generation(StoreKey key, long fresh) {
		return this.steps.step(new Operation<>("generation", Target.COMMAND, (world) -> {
			if (world.generation == null) {
				world.generation = made(world, fresh);
			}
			return generation(world);
		}));
	}

	/**
	 * A generation of the server's own making, as in the scripts for Redis: that of a
	 * command that is sent twice would come back after a clear.
	 */
	private long made(World world, long fresh) {
		return this.callersGenerations ? fresh : fresh << 32 | ++world.random;
	}

	@Override
	public Change change(StoreKey key, Step step) {
		return this.steps.step(new Operation<>("change", Target.COMMAND, (world) -> {
			Cell before = world.standing();
			world.cell = step.apply(before);
			return new Change(before, world.cell);
		}));
	}

	@Override
	public void clear(Region region) {
		this.steps.step(new Operation<>("clear", Target.COMMAND, (world) -> {
			world.generation = null;
			return "cleared";
		}));
	}

	@Override
	public void close() {
		// Nothing to give back
	}

}
