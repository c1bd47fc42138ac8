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
 * @param policy what becomes of it while the cache cannot be reached
 */
record Committing(int jvm, Outcome outcome, Change change, boolean transactional, Policy policy) implements Program {

	@Override
	public void run(Simulation simulation) {
		Calls calls = new Calls(simulation, this);
		int failures = calls.failures();
		Transaction transaction = calls.transaction(simulation.beginWrite());
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
			if (this.outcome == Outcome.COMMITTED) {
				this.policy.returned(simulation, this, transaction, calls.failures() > failures);
			}
		}
		catch (CacheUnreachableException | TransactionException ex) {
			// Its caller knows
		}
	}

	private void call(Calls calls, Transaction transaction) {
		calls.run(() -> {
			if (this.transactional) {
				calls.simulation().work();
			}
			else {
				transaction.commit(() -> {
				});
			}
			return transaction.version();
		});
	}

	@Override
	public String toString() {
		return "call of JVM %d, %s, %s, %s%s".formatted(this.jvm, this.outcome, this.change, this.policy,
				this.transactional ? "" : ", without a transaction");
	}

}
