package dev.cachepatterns.simulation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import dev.cachepatterns.simulation.Steps.Target;
import dev.cachepatterns.simulation.Steps.Operation;
import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.Step;
import dev.cachepatterns.store.SteppedStore.Cells;
import dev.cachepatterns.store.SteppedStore.Change;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;
import org.jspecify.annotations.Nullable;

/**
 * The backend of a world, as a JVM has it. Each of its operations waits for the
 * scheduler.
 */
final class SimulatedCells implements Cells {

	private final Steps steps;

	private final Mutation mutation;

	private final int jvm;

	SimulatedCells(Steps steps, Mutation mutation, int jvm) {
		this.steps = steps;
		this.mutation = mutation;
		this.jvm = jvm;
	}

	@Override
	public String name() {
		return "simulated";
	}

	@Override
	public Lookup get(StoreKey key) {
		return query("get", (world) -> world.at(key).lookup(world.at(key).standing(this.jvm)));
	}

	@Override
	public Map<StoreKey, Lookup> getAll(Collection<StoreKey> keys) {
		Map<StoreKey, Lookup> found = new LinkedHashMap<>();
		keys.forEach((key) -> found.put(key, get(key)));
		return found;
	}

	@Override
	public CompletionStage<Lookup> getAsync(StoreKey key) {
		try {
			return CompletableFuture.completedFuture(get(key));
		}
		catch (StoreException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public OptionalLong generation(StoreKey key, long fresh) {
		return command("generation", (world) -> made(world, world.at(key), fresh));
	}

	private OptionalLong made(World world, Place place, long fresh) {
		if (place.generation().isEmpty()) {
			place.generation(Cell.generation(fresh(world, fresh)));
		}
		return place.generationId();
	}

	/**
	 * On Redis a generation of the server's own making: that of a command that is sent
	 * again would come back after a clear.
	 */
	private long fresh(World world, long fresh) {
		if (this.mutation == Mutation.GENERATION_STARTS_AGAIN) {
			return 1;
		}
		return (world.setting.backend().sendsAgain() && this.mutation != Mutation.GENERATION_OF_THE_CALLER)
				? fresh << 32 | ++world.random : fresh;
	}

	@Override
	public boolean add(StoreKey key, Cell cell) {
		return backend() != Backend.REDIS && command("add", (world) -> {
			boolean free = world.at(key).standing().isEmpty();
			if (free) {
				world.at(key).stand(this.jvm, cell);
			}
			return free;
		});
	}

	@Override
	public void set(StoreKey key, Cell cell) {
		command("set", (world) -> {
			world.at(key).stand(this.jvm, cell);
			return true;
		});
	}

	@Override
	public boolean delete(StoreKey key) {
		return command("delete", (world) -> {
			boolean there = !world.at(key).standing().isEmpty();
			world.at(key).stand(this.jvm, Cell.NOTHING);
			return there;
		});
	}

	@Override
	public Change change(StoreKey key, Step step) {
		Change change = (backend() != Backend.MEMCACHED) ? command("change", (world) -> changed(world.at(key), step))
				: null;
		while (change == null) {
			change = compareAndSet(key, query("gets", (world) -> seen(world.at(key))), step);
		}
		return spread(key, step, change);
	}

	/**
	 * Goes on to the generation: never at once, though Redis can with an invalidation.
	 */
	private Change spread(StoreKey key, Step step, Change change) {
		Step next = step.onGeneration(change.before());
		if (next != null) {
			changeGenerations(key.region(), next);
		}
		return change;
	}

	private Seen seen(Place place) {
		return new Seen(place.standing(), place.standing(this.jvm), place.generation());
	}

	private Change changed(Place place, Step step) {
		Cell before = place.apply(this.jvm, step);
		return new Change(before, place.standing(this.jvm));
	}

	private @Nullable Change compareAndSet(StoreKey key, Seen seen, Step step) {
		Cell after = step.apply(seen.cell());
		boolean done = after == seen.cell() || command("cas", (world) -> {
			boolean same = world.at(key).standing() == seen.standing();
			if (same) {
				world.at(key).stand(this.jvm, after);
			}
			return same;
		});
		return done ? new Change(seen.cell(), after) : null;
	}

	@Override
	public OptionalLong changeUnderGeneration(StoreKey key, Step step, long fresh) {
		return switch (backend()) {
			case REDIS -> {
				Entered entered = command("change under generation", (world) -> entered(world, key, step, fresh));
				spread(key, step, entered.change());
				yield entered.generation();
			}
			case MEMORY -> intended(change(key, step)) ? generation(key, fresh) : OptionalLong.empty();
			case MEMCACHED -> {
				Seen seen = query("gets", (world) -> seen(world.at(key)));
				Change change = compareAndSet(key, seen, step);
				if (change == null) {
					yield changeUnderGeneration(key, step, fresh);
				}
				spread(key, step, change);
				yield generation(key, seen, change, fresh);
			}
		};
	}

	private Entered entered(World world, StoreKey key, Step step, long fresh) {
		Change change = changed(world.at(key), step);
		return new Entered(change, intended(change) ? made(world, world.at(key), fresh) : OptionalLong.empty());
	}

	private OptionalLong generation(StoreKey key, Seen seen, Change change, long fresh) {
		if (!intended(change)) {
			return OptionalLong.empty();
		}
		if (seen.generation().isEmpty()) {
			return generation(key, fresh);
		}
		return (seen.generation().slot() instanceof Slot.Generation there) ? OptionalLong.of(there.id())
				: OptionalLong.empty();
	}

	private static boolean intended(Change change) {
		return change.after().slot() instanceof Slot.Intent;
	}

	@Override
	public void changeGenerations(Region region, Step step) {
		if (backend() != Backend.MEMCACHED) {
			command("change generations", (world) -> {
				Place place = world.at(region);
				Cell after = step.apply(place.generation());
				place.generation(after);
				return after;
			});
			return;
		}
		boolean done = false;
		while (!done) {
			Cell before = query("gets generation", (world) -> world.at(region).generation());
			Cell after = step.apply(before);
			done = after == before || command("cas generation", (world) -> {
				boolean same = world.at(region).generation() == before;
				if (same) {
					world.at(region).generation(after);
				}
				return same;
			});
		}
	}

	private Backend backend() {
		return this.steps.setting().backend();
	}

	private <T> T query(String name, Function<World, T> effect) {
		return this.steps.step(new Operation<>(name, Target.QUERY, this.jvm, effect));
	}

	private <T> T command(String name, Function<World, T> effect) {
		return this.steps.step(new Operation<>(name, Target.COMMAND, this.jvm, effect));
	}

	@Override
	public void close() {
		// Nothing to give back
	}

	/**
	 * What was read in one round trip.
	 */
	private record Seen(Cell standing, Cell cell, Cell generation) {
	}

	/**
	 * What the script of a writer that enters has done.
	 */
	private record Entered(Change change, OptionalLong generation) {
	}

}
