package dev.cachepatterns.simulation;

import java.util.Collection;
import java.util.List;

import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.store.StoreKey;

/**
 * A journal that makes a mistake about the end of a write.
 *
 * @param mutation the mistake
 * @param journal the production code
 */
record MutatedJournal(Mutation mutation, Journal journal) implements Journal {

	@Override
	public boolean covers(StoreKey key) {
		return this.journal.covers(key);
	}

	@Override
	public boolean notesAnnounced() {
		return this.mutation != Mutation.ANNOUNCED_IS_NOT_NOTED && this.journal.notesAnnounced();
	}

	@Override
	public Note note(Collection<Debt> unannounced, Collection<Debt> announced) {
		return new MutatedNote(this.journal.note(unannounced, announced), !unannounced.isEmpty());
	}

	@Override
	public void owe(Debt debt, Outcome outcome) {
		Note note = note(List.of(debt), List.of());
		note.end(outcome);
	}

	private Outcome taken(Outcome outcome) {
		return switch (this.mutation) {
			case OWED_IS_FORGOTTEN -> Outcome.ROLLED_BACK;
			case UNKNOWN_IS_OWED_AT_ONCE -> (outcome == Outcome.UNKNOWN) ? Outcome.COMMITTED : outcome;
			default -> outcome;
		};
	}

	@Override
	public Counts counts() {
		return this.journal.counts();
	}

	/**
	 * Takes one outcome for another.
	 */
	private final class MutatedNote implements Note {

		private final Note note;

		private final boolean unannounced;

		MutatedNote(Note note, boolean unannounced) {
			this.note = note;
			this.unannounced = unannounced;
		}

		@Override
		public void settle(Debt debt) {
			this.note.settle(debt);
		}

		@Override
		public void awaitSeen() {
			if (this.unannounced || MutatedJournal.this.mutation != Mutation.ONLY_UNANNOUNCED_IS_AWAITED) {
				this.note.awaitSeen();
			}
		}

		@Override
		public void end(Outcome outcome) {
			this.note.end(taken(outcome));
		}

	}

}
