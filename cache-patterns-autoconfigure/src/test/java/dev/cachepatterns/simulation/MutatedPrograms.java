package dev.cachepatterns.simulation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.Caller;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.Intent;
import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.pattern.OnMiss;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Callers of a cache that make a mistake.
 */
final class MutatedPrograms {

	private MutatedPrograms() {
	}

	static Program mutate(Mutation mutation, Program program) {
		return MutatedTags.mistaken(mutation) ? MutatedTags.mutate(mutation, program) : mutated(mutation, program);
	}

	private static Program mutated(Mutation mutation, Program program) {
		if (program instanceof Writing writing) {
			return (writing.effect() == Effect.CLEAR) ? clear(mutation, writing)
					: writing.early() ? early(mutation, writing) : write(mutation, writing);
		}
		if (program instanceof Unannounced unannounced && mutation == Mutation.INVALIDATION_IS_NOT_RETRIED) {
			return (simulation) -> commitAndInvalidateOnce(simulation, unannounced);
		}
		if (program instanceof Reading reading && mutation == Mutation.LOAD_BEFORE_LEASE) {
			return (simulation) -> loadBeforeLease(simulation, reading);
		}
		if (program instanceof Loading loading && mutation == Mutation.JOINER_WITHOUT_TOKEN) {
			return (simulation) -> joinAnything(simulation, loading);
		}
		if (program instanceof Noting noting && mutation == Mutation.REJECTED_WRITE_COMMITS) {
			return new Noting(noting.jvm(), noting.outcome(), noting.effect(), OnUnreachable.FORGET);
		}
		if (program instanceof Loading loading && mutation == Mutation.ASYNC_LOAD_BEFORE_LEASE) {
			return (simulation) -> loadBeforeLease(simulation, loading);
		}
		if (mutation == Mutation.JOURNAL_IS_ASKED_AFTERWARDS_ONLY && program instanceof Loading loading) {
			return (simulation) -> askAfterwards(simulation, loading.jvm());
		}
		if (program instanceof PuttingIfAbsent putting && mutation == Mutation.PUT_IF_ABSENT_OVERWRITES) {
			return (simulation) -> overwrite(simulation, putting);
		}
		return (program instanceof Refreshing refreshing) ? refreshing.mutated(mutation) : program;
	}

	private static Program clear(Mutation mutation, Writing writing) {
		return (mutation == Mutation.CLEAR_BEFORE_COMMIT) ? (simulation) -> clearBeforeCommit(simulation, writing.jvm())
				: silent(mutation, writing);
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
			default -> silent(mutation, writing);
		};
	}

	private static Program early(Mutation mutation, Writing writing) {
		if (writing.outcome() != Outcome.COMMITTED) {
			return silent(mutation, writing);
		}
		int jvm = writing.jvm();
		return switch (mutation) {
			case EARLY_INTENT_IS_NOT_RENEWED -> (simulation) -> commitLate(simulation, jvm, () -> false);
			case EARLY_INTENT_IS_NOT_AWAITED -> (simulation) -> {
				simulation.work();
				enterAfterCommit(simulation, jvm);
			};
			case RENEWAL_IS_NOT_AWAITED -> (simulation) -> renewAfterCommit(simulation, jvm);
			case EARLY_TIME_BEGINS_LATE -> (simulation) -> commitLate(simulation, jvm, () -> {
				long since = simulation.now();
				simulation.work();
				return simulation.now() - since > Simulation.INTENT / 2;
			});
			default -> silent(mutation, writing);
		};
	}

	private static Program silent(Mutation mutation, Writing writing) {
		if (mutation != Mutation.INVALIDATE_MODE_DOES_NOT_ENTER || writing.outcome() != Outcome.COMMITTED) {
			return writing;
		}
		return (simulation) -> {
			if (simulation.mode(writing.jvm()) == Mode.ON) {
				writing.run(simulation);
			}
			else {
				simulation.returned(simulation.commit());
			}
		};
	}

	private static void commitLate(Simulation simulation, int jvm, BooleanSupplier renews) {
		Intent intent = Effect.PUT.announce(simulation, jvm);
		simulation.work();
		Intent renewed = renews.getAsBoolean() ? Writing.renewed(intent) : intent;
		int version = simulation.commit();
		exit(simulation, renewed, Effect.PUT, version);
		if (renewed == null) {
			Effect.PUT.invalidate(simulation, jvm);
		}
		simulation.returned(version);
	}

	private static void renewAfterCommit(Simulation simulation, int jvm) {
		long since = simulation.now();
		Intent intent = Effect.PUT.announce(simulation, jvm);
		simulation.work();
		boolean renews = simulation.now() - since > Simulation.INTENT / 2;
		int version = simulation.commit();
		exit(simulation, renews ? Writing.renewed(intent) : intent, Effect.PUT, version);
		if (intent == null) {
			Effect.PUT.invalidate(simulation, jvm);
		}
		simulation.returned(version);
	}

	private static void exitBeforeCommit(Simulation simulation, int jvm) {
		exit(simulation, Effect.PUT.announce(simulation, jvm), Effect.EVICT, 0);
		simulation.returned(simulation.commit());
	}

	private static void enterAfterCommit(Simulation simulation, int jvm) {
		int version = simulation.commit();
		Intent intent = Effect.PUT.announce(simulation, jvm);
		exit(simulation, intent, Effect.PUT, version);
		if (intent == null) {
			Effect.PUT.invalidate(simulation, jvm);
		}
		simulation.returned(version);
	}

	private static void putAfterCommit(Simulation simulation, int jvm) {
		int version = simulation.commit();
		simulation.owe();
		Effect.acknowledged(() -> simulation.cache(jvm).put(simulation.key, version, Caller.ANYONE));
		simulation.returned(version);
	}

	private static void forgetIntent(Simulation simulation, int jvm) {
		Intent intent = Effect.PUT.announce(simulation, jvm);
		int version = simulation.commit();
		exit(simulation, intent, Effect.PUT, version);
		simulation.returned(version);
	}

	private static void endUnknown(Simulation simulation, int jvm) {
		long deadline = simulation.beginWrite();
		Intent intent = Effect.PUT.announce(simulation, jvm);
		if (intent != null) {
			simulation.sendCommit(deadline);
			Effect.leave(intent);
		}
		else {
			simulation.unannounced();
		}
	}

	private static void publishRollBack(Simulation simulation, int jvm) {
		Intent intent = Effect.PUT.announce(simulation, jvm);
		simulation.rollBack();
		exit(simulation, intent, Effect.PUT, Simulation.ROLLED_BACK);
	}

	private static void exit(Simulation simulation, @Nullable Intent intent, Effect effect, int version) {
		if (intent != null) {
			effect.exit(simulation, intent, version);
		}
	}

	private static void commitAndInvalidateOnce(Simulation simulation, Unannounced writing) {
		int version = simulation.commit();
		simulation.owe();
		try {
			writing.effect().once(simulation, writing.jvm());
		}
		catch (StoreException ex) {
			// Forgotten
		}
		simulation.returned(version);
	}

	private static void clearBeforeCommit(Simulation simulation, int jvm) {
		Effect.CLEAR.invalidate(simulation, jvm);
		simulation.returned(simulation.commit());
	}

	private static void overwrite(Simulation simulation, PuttingIfAbsent putting) {
		CacheAside cache = simulation.cache(putting.jvm());
		try {
			Decoded there = cache.peek(simulation.key, Caller.ANYONE).hit();
			if (there == null) {
				cache.put(simulation.key, putting.value(), Caller.ANYONE);
			}
			simulation.put((there != null) ? there.value() : null, putting.value());
		}
		catch (StoreException ex) {
			// It may be there
		}
	}

	private static void loadBeforeLease(Simulation simulation, Reading reading) {
		Begun begun = simulation.begin(reading.jvm());
		CacheAside cache = simulation.cache(reading.jvm());
		try {
			Read read = cache.peek(simulation.key, Caller.of(reading.expected()));
			if (read.hit() != null) {
				simulation.served(begun, read.hit().value(), true);
				return;
			}
			int loaded = simulation.load();
			cache.fill(cache.read(simulation.key, Caller.of(reading.expected()), () -> OnMiss.LEASE), loaded,
					Caller.of(reading.expected()));
			simulation.served(begun, loaded, false);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		catch (StoreException ex) {
			// It fails
		}
	}

	private static void askAfterwards(Simulation simulation, int jvm) {
		Begun begun = simulation.begin(jvm);
		try {
			Lookup found = simulation.cache(jvm).storage().store().get(simulation.key);
			boolean trusted = simulation.journals().trust(jvm).covers(simulation.key);
			if (trusted && found.live() && found.slot() instanceof Slot.Entry entry
					&& entry.kind() == Slot.Kind.VALUE) {
				Decoded value = simulation.codec.decode(entry.payload(), Expected.ANYTHING);
				simulation.served(begun, value.value(), true);
			}
		}
		catch (StoreException ex) {
			// It fails
		}
	}

	private static void loadBeforeLease(Simulation simulation, Loading loading) {
		int loaded = simulation.load();
		try {
			loading.getAsync(simulation, () -> loaded);
		}
		catch (InterruptedException | ExecutionException ex) {
			// It fails
		}
	}

	private static void joinAnything(Simulation simulation, Loading loading) {
		Begun begun = simulation.begin(loading.jvm());
		CompletableFuture<Object> mine = new CompletableFuture<>();
		CompletableFuture<Object> other = simulation.loads().putIfAbsent(loading.jvm(), mine);
		try {
			Object value = (other != null) ? other.get() : loading.get(simulation);
			mine.complete(value);
			simulation.comeBack();
			simulation.served(begun, value, false);
		}
		catch (InterruptedException | ExecutionException | StoreException ex) {
			mine.completeExceptionally(ex);
		}
		finally {
			simulation.loads().remove(loading.jvm(), mine);
		}
	}

}
