package dev.cachepatterns.simulation;

import dev.cachepatterns.cache.CacheUnreachableException;
import dev.cachepatterns.interceptor.WritingCall.Change;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the row in an annotated method, as the interceptor and Spring have it. Only for
 * actors with threads, as Spring remembers a thread's transaction.
 *
 * @param jvm where
 * @param outcome how its transaction ends
 * @param change what its annotation says
 * @param transactional whether it has a transaction; else its statement commits by itself
 * @param slow whether its commit takes longer than the journal's bound
 * @param policy what becomes of it while the cache cannot be reached
 */
record Committing(int jvm, Outcome outcome, Change change, boolean transactional, boolean slow,
		Policy policy) implements Program {

	@Override
	public void run(Simulation simulation) {
		Calls calls = new Calls(simulation, this);
		int failures = calls.failures();
		Transaction transaction = calls.transaction(simulation.beginWrite());
		if (commits(calls, transaction)) {
			this.policy.returned(simulation, this, transaction, calls.failures() > failures);
		}
	}

	/**
	 * Calls the method.
	 * @return whether its caller knows that it has committed
	 */
	boolean commits(Calls calls, Transaction transaction) {
		try {
			if (this.transactional) {
				new TransactionTemplate(transaction).executeWithoutResult((status) -> {
					call(calls, transaction);
					if (this.outcome == Outcome.ROLLED_BACK) {
						status.setRollbackOnly();
					}
				});
			}
			else {
				call(calls, transaction);
			}
			return this.outcome == Outcome.COMMITTED;
		}
		catch (CacheUnreachableException | TransactionException ex) {
			return false;
		}
	}

	private void call(Calls calls, Transaction transaction) {
		calls.run(() -> {
			if (this.transactional) {
				calls.simulation().work();
			}
			else {
				transaction.commit();
			}
			return transaction.version();
		});
	}

	@Override
	public String toString() {
		return "call of JVM %d, %s, %s, %s%s%s".formatted(this.jvm, this.outcome, this.change, this.policy,
				this.transactional ? "" : ", without a transaction", this.slow ? ", slow" : "");
	}

}
