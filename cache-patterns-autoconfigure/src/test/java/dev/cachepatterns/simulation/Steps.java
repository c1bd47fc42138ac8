package dev.cachepatterns.simulation;

import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Where actors meet the scheduler.
 */
interface Steps {

	/**
	 * The setting of the world at hand.
	 */
	Setting setting();

	/**
	 * Runs steps of callers that do not block.
	 */
	Executor executor();

	/**
	 * Makes an operation when the actor's turn has come.
	 */
	<T> T step(Operation<T> operation);

	/**
	 * What an actor finds out for itself as part of its next operation: the time, a
	 * random number, how much a read has to see.
	 */
	<T> T before(Function<World, T> reading);

	/**
	 * What an actor finds out for itself right after its last operation: others may
	 * change it before the next.
	 */
	<T> T now(Function<World, T> reading);

	/**
	 * Tells what has come of the actor's last operation.
	 */
	void after(Note note);

	/**
	 * Something atomic.
	 *
	 * @param name what it is, for the trace
	 * @param target where it goes
	 * @param jvm where it comes from; 0 if that does not matter
	 * @param effect what it does
	 */
	record Operation<T>(String name, Target target, int jvm, Function<World, T> effect) {

		static <T> Operation<T> ofDatabase(String name, Function<World, T> effect) {
			return new Operation<>(name, Target.DATABASE, 0, effect);
		}

	}

	/**
	 * Where an operation goes.
	 */
	enum Target {

		/**
		 * It goes to the database.
		 */
		DATABASE,

		/**
		 * It asks the backend.
		 */
		QUERY,

		/**
		 * It changes the backend.
		 */
		COMMAND

	}

	/**
	 * What has come of an operation.
	 */
	@FunctionalInterface
	interface Note {

		void tell(World world, int actor);

	}

}
