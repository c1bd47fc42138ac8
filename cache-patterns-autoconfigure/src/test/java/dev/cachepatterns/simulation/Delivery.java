package dev.cachepatterns.simulation;

import dev.cachepatterns.simulation.Choice.Kind;
import dev.cachepatterns.simulation.Steps.Operation;
import dev.cachepatterns.simulation.Steps.Target;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * Brings operations to their world, as the scheduler wants.
 */
final class Delivery {

	private static final Failure LOST = new Failure(new StoreUnavailableException("No reply", null));

	private static final Failure REFUSED = new Failure(new StoreRejectedException("Out of memory", null));

	private Delivery() {
	}

	/**
	 * How an operation can go: only commands get lost.
	 */
	static Kind possible(World world, Operation<?> operation, Kind wanted) {
		return switch (operation.target()) {
			case COMMAND -> (wanted == Kind.RESENT && !world.setting.backend().sendsAgain()) ? Kind.STEP : wanted;
			case QUERY -> (wanted == Kind.LOST_COMMAND) ? wanted : Kind.STEP;
			case DATABASE -> Kind.STEP;
		};
	}

	/**
	 * Makes an operation, or does not.
	 * @return its result, for {@link #open}
	 */
	static Object deliver(World world, Operation<?> operation, Kind kind) {
		Object result = delivered(world, operation, kind);
		if (result instanceof Failure) {
			world.failures[operation.jvm()]++;
		}
		return result;
	}

	private static Object delivered(World world, Operation<?> operation, Kind kind) {
		if (operation.target() != Target.DATABASE && !world.reaches(operation.jvm())) {
			return LOST;
		}
		return switch (kind) {
			case LOST_REPLY -> {
				operation.effect().apply(world);
				yield late(world, operation, world.setting.backend().sendsAgain());
			}
			case LOST_COMMAND -> late(world, operation, operation.target() == Target.COMMAND);
			case REFUSED -> refused(world);
			default -> operation.effect().apply(world);
		};
	}

	private static Failure refused(World world) {
		world.refused = true;
		return REFUSED;
	}

	private static Failure late(World world, Operation<?> operation, boolean arrives) {
		if (arrives) {
			world.late.add(new Late(operation.name(), operation.effect()::apply, Long.MAX_VALUE));
		}
		return LOST;
	}

	/**
	 * What an operation returns to its caller, or throws.
	 */
	@SuppressWarnings("unchecked")
	static <T> T open(Object result) {
		if (result instanceof Failure failure) {
			throw failure.exception();
		}
		return (T) result;
	}

	/**
	 * An operation that has thrown.
	 */
	private record Failure(RuntimeException exception) {
	}

}
