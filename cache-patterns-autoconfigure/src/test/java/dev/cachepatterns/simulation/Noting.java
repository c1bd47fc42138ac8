package dev.cachepatterns.simulation;

import java.util.List;

import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.journal.Journal.Note;
import dev.cachepatterns.pattern.Intent;
import dev.cachepatterns.store.StoreException;

/**
 * Writes the row in a transaction, and notes what the cache cannot be told of in the
 * journal of its JVM.
 *
 * @param jvm where
 * @param outcome how the transaction ends
 * @param effect what it does to the cache
 * @param policy what it does when it cannot tell the cache
 */
record Noting(int jvm, Outcome outcome, Effect effect, OnUnreachable policy) implements Program {

	@Override
	public void run(Simulation simulation) {
		long deadline = simulation.beginWrite();
		Intent intent = this.effect.announce(simulation, this.jvm);
		if (intent != null) {
			announced(simulation, intent, deadline);
		}
		else {
			simulation.unannounced();
			switch (this.policy) {
				case PROCEED -> unannounced(simulation);
				case REJECT -> simulation.rollBack();
				case FORGET -> simulation.returned(simulation.commit());
			}
		}
	}

	private void announced(Simulation simulation, Intent intent, long deadline) {
		switch (this.outcome) {
			case COMMITTED -> {
				int version = simulation.commit();
				this.effect.exit(simulation, intent, version);
				simulation.returned(version);
			}
			case ROLLED_BACK -> {
				simulation.rollBack();
				Effect.leave(intent);
			}
			case UNKNOWN -> {
				simulation.sendCommit(deadline);
				simulation.journals().journal(this.jvm).owe(debt(simulation), Journal.Outcome.UNKNOWN);
			}
		}
	}

	private void unannounced(Simulation simulation) {
		Debt debt = debt(simulation);
		Note note = simulation.journals().journal(this.jvm).note(List.of(debt), List.of());
		switch (this.outcome) {
			case COMMITTED -> {
				int version = simulation.commit();
				boolean told = invalidates(simulation);
				if (told) {
					note.settle(debt);
				}
				note.end(Journal.Outcome.COMMITTED);
				if (told) {
					simulation.returned(version);
				}
				else {
					simulation.returnedIn(this.jvm, version);
				}
			}
			case ROLLED_BACK -> {
				simulation.rollBack();
				note.end(Journal.Outcome.ROLLED_BACK);
			}
			case UNKNOWN -> {
				simulation.sendCommit(simulation.now() + Simulation.INTENT);
				note.end(Journal.Outcome.UNKNOWN);
				invalidates(simulation);
			}
		}
	}

	private boolean invalidates(Simulation simulation) {
		try {
			this.effect.once(simulation, this.jvm);
			return true;
		}
		catch (StoreException ex) {
			return false;
		}
	}

	private Debt debt(Simulation simulation) {
		return (this.effect == Effect.CLEAR) ? Debt.all(simulation.key.region()) : Debt.of(simulation.key);
	}

	@Override
	public String toString() {
		return "writer of JVM %d, %s, %s, %s".formatted(this.jvm, this.outcome, this.effect, this.policy);
	}

}
