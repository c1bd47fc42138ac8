package dev.cachepatterns.simulation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.OnMiss;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.pattern.WriteIntent;
import dev.cachepatterns.simulation.ClearPrograms.Clearing;
import dev.cachepatterns.simulation.Programs.Evicting;
import dev.cachepatterns.simulation.Programs.Outcome;
import dev.cachepatterns.simulation.Programs.Reading;
import dev.cachepatterns.simulation.Programs.Writing;
import dev.cachepatterns.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Callers of a cache that make a mistake.
 */
final class MutatedPrograms {

	private MutatedPrograms() {
	}

	static Program mutate(Mutation mutation, Program program) {
		if (program instanceof Writing writing) {
			return write(mutation, writing);
		}
		if (program instanceof Evicting evicting && mutation == Mutation.INVALIDATION_IS_NOT_RETRIED) {
			return (simulation) -> commitAndEvictOnce(simulation, evicting.jvm());
		}
		if (program instanceof Clearing clearing && mutation == Mutation.CLEAR_BEFORE_COMMIT) {
			return (simulation) -> clearBeforeCommit(simulation, clearing.jvm());
		}
		if (program instanceof Reading reading && mutation == Mutation.LOAD_BEFORE_LEASE) {
			return (simulation) -> loadBeforeLease(simulation, reading);
		}
		if (program instanceof Loading loading && mutation == Mutation.JOINER_WITHOUT_TOKEN) {
			return (simulation) -> joinAnything(simulation, loading);
		}
		return program;
	}

	private static Program write(Mutation mutation, Writing writing) {
		int jvm = writing.jvm();
		boolean committed = writing.outcome() == Outcome.COMMITTED;
		return switch (mutation) {
			case EXIT_BEFORE_COMMIT -> committed ? (simulation) -> exitBeforeCommit(simulation, jvm) : writing;
			case ENTER_AFTER_COMMIT -> committed ? (simulation) -> enterAfterCommit(simulation, jvm) : writing;
			case PUT_AFTER_COMMIT -> committed ? (simulation) -> putAfterCommit(simulation, jvm) : writing;
			case FAILED_INTENT_IS_FORGOTTEN -> committed ? (simulation) -> forgetIntent(simulation, jvm) : writing;
			case UNKNOWN_IS_ROLLBACK ->
				(writing.outcome() == Outcome.UNKNOWN) ? (simulation) -> endUnknown(simulation, jvm) : writing;
			case ROLLBACK_PUBLISHES ->
				(writing.outcome() == Outcome.ROLLED_BACK) ? (simulation) -> publishRollBack(simulation, jvm) : writing;
			default -> writing;
		};
	}

	private static void exitBeforeCommit(Simulation simulation, int jvm) {
		exit(simulation, Programs.intend(simulation, jvm), false, 0);
		simulation.returned(simulation.commit());
	}

	private static void enterAfterCommit(Simulation simulation, int jvm) {
		int version = simulation.commit();
		WriteIntent intent = Programs.intend(simulation, jvm);
		if (intent != null) {
			Programs.exit(simulation, intent, true, version);
		}
		else {
			Programs.invalidate(simulation, simulation.cache(jvm));
		}
		simulation.returned(version);
	}

	private static void putAfterCommit(Simulation simulation, int jvm) {
		int version = simulation.commit();
		simulation.owe();
		Programs.acknowledged(() -> simulation.cache(jvm).put(simulation.key, version, Expected.ANYTHING));
		simulation.returned(version);
	}

	private static void forgetIntent(Simulation simulation, int jvm) {
		WriteIntent intent = Programs.intend(simulation, jvm);
		int version = simulation.commit();
		exit(simulation, intent, true, version);
		simulation.returned(version);
	}

	private static void endUnknown(Simulation simulation, int jvm) {
		long deadline = simulation.beginWrite();
		WriteIntent intent = Programs.intend(simulation, jvm);
		if (intent != null) {
			simulation.sendCommit(deadline);
			exit(simulation, intent, false, 0);
		}
	}

	private static void publishRollBack(Simulation simulation, int jvm) {
		WriteIntent intent = Programs.intend(simulation, jvm);
		simulation.rollBack();
		exit(simulation, intent, true, Programs.ROLLED_BACK);
	}

	private static void exit(Simulation simulation, @Nullable WriteIntent intent, boolean publish, int version) {
		if (intent != null) {
			Programs.exit(simulation, intent, publish, version);
		}
	}

	private static void commitAndEvictOnce(Simulation simulation, int jvm) {
		int version = simulation.commit();
		simulation.owe();
		try {
			simulation.cache(jvm).evict(simulation.key);
		}
		catch (StoreException ex) {
			// Forgotten
		}
		simulation.returned(version);
	}

	private static void clearBeforeCommit(Simulation simulation, int jvm) {
		simulation.owe();
		Programs.acknowledged(() -> simulation.cache(jvm).clear(simulation.key.region()));
		simulation.returned(simulation.commit());
	}

	private static void loadBeforeLease(Simulation simulation, Reading reading) {
		CacheAside cache = simulation.cache(reading.jvm());
		int floor = simulation.begin();
		try {
			Read read = cache.peek(simulation.key, reading.expected());
			if (read.hit() != null) {
				simulation.served(floor, read.hit().value(), true);
				return;
			}
			int loaded = simulation.load();
			cache.fill(cache.read(simulation.key, reading.expected(), () -> OnMiss.LEASE), loaded, reading.expected());
			simulation.served(floor, loaded, false);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		catch (StoreException ex) {
			// It fails
		}
	}

	private static void joinAnything(Simulation simulation, Loading loading) {
		int floor = simulation.begin();
		CompletableFuture<Object> mine = new CompletableFuture<>();
		CompletableFuture<Object> other = simulation.loads().putIfAbsent(loading.jvm(), mine);
		try {
			Object value = (other != null) ? other.get() : loading.get(simulation);
			mine.complete(value);
			simulation.comeBack();
			simulation.served(floor, value, false);
		}
		catch (InterruptedException | ExecutionException | StoreException ex) {
			mine.completeExceptionally(ex);
		}
		finally {
			simulation.loads().remove(loading.jvm(), mine);
		}
	}

}
