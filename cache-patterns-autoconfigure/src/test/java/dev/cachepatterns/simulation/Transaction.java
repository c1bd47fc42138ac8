package dev.cachepatterns.simulation;

import java.util.concurrent.atomic.AtomicInteger;

import dev.cachepatterns.journal.jdbc.SharedTable.Commit;
import dev.cachepatterns.simulation.Steps.Operation;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * A transaction of the simulated database, which Spring begins and ends.
 */
final class Transaction extends AbstractPlatformTransactionManager {

	private final transient Steps steps;

	private final transient SharedJournals journals;

	private final transient Committing write;

	private final AtomicInteger version = new AtomicInteger();

	private final long deadline;

	private long committedAt;

	Transaction(Steps steps, SharedJournals journals, Committing write, long deadline) {
		this.steps = steps;
		this.journals = journals;
		this.write = write;
		this.deadline = deadline;
	}

	/**
	 * The version that it writes, once it has committed.
	 */
	AtomicInteger version() {
		return this.version;
	}

	/**
	 * When it has committed, in nanoseconds.
	 */
	long committedAt() {
		return this.committedAt;
	}

	@Override
	protected Object doGetTransaction() {
		return this;
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		this.journals.table().begin();
	}

	/**
	 * Commits without Spring.
	 */
	void commit() {
		takeTime();
		commit(() -> {
		});
	}

	/**
	 * Others may do much while a commit is under way.
	 */
	private void takeTime() {
		if (this.write.slow()) {
			this.journals.agenda().sleep(SharedJournals.BOUND.multipliedBy(2));
		}
	}

	private void commit(Runnable rows) {
		this.steps.step(Operation.ofDatabase("commit", (world) -> {
			rows.run();
			this.version.set(world.commit());
			this.committedAt = this.journals.nanoTime();
			return this.version.get();
		}));
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		takeTime();
		Commit commit = this.journals.table().end();
		if (this.write.outcome() == Outcome.UNKNOWN) {
			this.steps.step(Operation.ofDatabase("commit, unknown", (world) -> {
				world.late.add(new Late("commit", (later) -> {
					commit.effect().run();
					later.commit();
				}, this.deadline));
				return "sent";
			}));
			throw new TransactionSystemException("The connection is lost");
		}
		commit(commit.late() ? () -> {
		} : commit.effect());
		if (commit.late()) {
			this.steps.step(Operation.ofDatabase("commit the notes", (world) -> {
				commit.effect().run();
				return "committed";
			}));
		}
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
		this.journals.table().end();
		this.steps.step(Operation.ofDatabase("roll back", (world) -> "rolled back"));
	}

}
