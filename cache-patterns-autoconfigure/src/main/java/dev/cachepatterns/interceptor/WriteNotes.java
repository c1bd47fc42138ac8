package dev.cachepatterns.interceptor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.CacheUnreachableException;
import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.journal.Journal.Note;
import dev.cachepatterns.journal.Journal.Outcome;

/**
 * What one write, or one transaction, has in the journal.
 */
final class WriteNotes {

	private final Set<Debt> unannounced = new LinkedHashSet<>();

	private final Set<Debt> announced = new LinkedHashSet<>();

	private final Set<Debt> noted = new HashSet<>();

	private final WritePolicy policy;

	private @Nullable CacheUnreachableException refusal;

	private final List<Note> notes = new ArrayList<>();

	WriteNotes(WritePolicy policy) {
		this.policy = policy;
	}

	/**
	 * Whether the cache could not be told of a change: trying others would cost a timeout
	 * each.
	 */
	boolean unreachable() {
		return this.refusal != null;
	}

	/**
	 * The cache could not be told of a change.
	 */
	void unannounced(CacheWrite write, RuntimeException cause) {
		Debt debt = write.debt();
		if (debt != null) {
			this.unannounced.add(debt);
			if (this.refusal == null) {
				this.refusal = new CacheUnreachableException(debt.region().cache(), cause);
			}
		}
	}

	/**
	 * The same, of a change with which it was not tried.
	 */
	void unannounced(CacheWrite write) {
		unannounced(write, Objects.requireNonNull(this.refusal));
	}

	/**
	 * The cache was told of a change.
	 */
	void announced(CacheWrite write) {
		Debt debt = write.debt();
		if (debt != null) {
			this.announced.add(debt);
		}
	}

	/**
	 * Notes what has to be, before the commit.
	 * @param readOnly whether the database takes no notes in this transaction
	 * @throws CacheUnreachableException if the write is refused
	 */
	void write(boolean readOnly) {
		if (this.refusal != null && this.policy.reject()) {
			throw this.refusal;
		}
		Journal journal = this.policy.journal().get();
		if (journal == null || readOnly) {
			return;
		}
		Set<Debt> untold = without(this.unannounced, this.noted);
		Set<Debt> told = journal.notesAnnounced() ? without(this.announced, this.noted) : Set.of();
		if (!untold.isEmpty() || !told.isEmpty()) {
			this.notes.add(journal.note(untold, told));
			this.noted.addAll(untold);
			this.noted.addAll(told);
		}
	}

	private static Set<Debt> without(Set<Debt> debts, Set<Debt> others) {
		Set<Debt> rest = new LinkedHashSet<>(debts);
		rest.removeAll(others);
		return rest;
	}

	/**
	 * Takes a step of a change; when it fails, the change is owed.
	 */
	Runnable last(CacheWrite write, Runnable step) {
		return () -> {
			boolean done = false;
			try {
				step.run();
				done = true;
			}
			finally {
				done(write, done);
			}
		};
	}

	private void done(CacheWrite write, boolean done) {
		Debt debt = write.debt();
		if (debt != null && done) {
			this.notes.forEach((note) -> note.settle(debt));
		}
		if (debt != null && !done && !this.noted.contains(debt)) {
			owe(debt, Outcome.COMMITTED);
		}
	}

	/**
	 * The write is over.
	 */
	void end(Outcome outcome) {
		if (outcome == Outcome.COMMITTED) {
			this.notes.forEach(Note::awaitSeen);
		}
		this.notes.forEach((note) -> note.end(outcome));
		if (outcome == Outcome.UNKNOWN) {
			this.announced.stream().filter((debt) -> !this.noted.contains(debt)).forEach((debt) -> owe(debt, outcome));
			this.unannounced.stream()
				.filter((debt) -> !this.noted.contains(debt))
				.forEach((debt) -> owe(debt, outcome));
		}
	}

	private void owe(Debt debt, Outcome outcome) {
		Journal journal = this.policy.journal().get();
		if (journal != null) {
			journal.owe(debt, outcome);
		}
	}

}
