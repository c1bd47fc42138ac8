package dev.cachepatterns.simulation;

import dev.cachepatterns.pattern.Intent;
import dev.cachepatterns.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the row in a transaction.
 *
 * @param jvm where
 * @param outcome how the transaction ends
 * @param effect what it does to the cache
 * @param early whether it is announced while the method runs, as long as that takes, and
 * not only before the commit
 */
record Writing(int jvm, Outcome outcome, Effect effect, boolean early) implements Program {

	Writing(int jvm, Outcome outcome, Effect effect) {
		this(jvm, outcome, effect, false);
	}

	@Override
	public void run(Simulation simulation) {
		if (this.early) {
			runEarly(simulation);
		}
		else {
			long deadline = simulation.beginWrite();
			end(simulation, announced(simulation, this.effect.announce(simulation, this.jvm)), deadline);
		}
	}

	/**
	 * What the method does meanwhile changes nothing that others see: it does not matter
	 * when the intent arrives, if it is awaited and has not used up half of its time.
	 */
	private void runEarly(Simulation simulation) {
		long since = simulation.now();
		Intent intent = this.effect.announce(simulation, this.jvm);
		simulation.work();
		if (this.outcome == Outcome.ROLLED_BACK) {
			end(simulation, intent, 0);
			return;
		}
		boolean renews = simulation.now() - since > Simulation.INTENT / 2;
		long deadline = simulation.beginWrite(renews ? simulation.now() : since);
		end(simulation, announced(simulation, renews ? renewed(intent) : intent), deadline);
	}

	static @Nullable Intent renewed(@Nullable Intent intent) {
		try {
			if (intent != null) {
				intent.renew();
			}
			return intent;
		}
		catch (StoreException ex) {
			// What stands ends with its time
			return null;
		}
	}

	private static @Nullable Intent announced(Simulation simulation, @Nullable Intent intent) {
		if (intent == null) {
			simulation.unannounced();
		}
		return intent;
	}

	private void end(Simulation simulation, @Nullable Intent intent, long deadline) {
		if (this.outcome == Outcome.COMMITTED) {
			int version = simulation.commit();
			if (intent != null) {
				this.effect.exit(simulation, intent, version);
			}
			else {
				this.effect.invalidate(simulation, this.jvm);
			}
			simulation.returned(version);
		}
		else if (this.outcome == Outcome.UNKNOWN && intent != null) {
			simulation.sendCommit(deadline);
		}
		else {
			simulation.rollBack();
			if (intent != null) {
				Effect.leave(intent);
			}
		}
	}

	@Override
	public String toString() {
		return "%swriter of JVM %d, %s, %s".formatted(this.early ? "early " : "", this.jvm, this.outcome, this.effect);
	}

}
