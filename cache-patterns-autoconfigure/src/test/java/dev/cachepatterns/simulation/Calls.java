package dev.cachepatterns.simulation;

import java.util.function.Supplier;

import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.cache.FailurePolicy;
import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.cache.Surroundings;
import dev.cachepatterns.interceptor.WritePolicy;
import dev.cachepatterns.interceptor.WritingCall;
import dev.cachepatterns.pattern.Caller;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;

/**
 * What a call of an annotated method works with.
 *
 * @param simulation the simulation
 * @param write the call
 */
record Calls(Simulation simulation, Committing write) {

	private SharedJournals shared() {
		return this.simulation.journals().shared();
	}

	/**
	 * How many operations of its JVM have failed.
	 */
	int failures() {
		return shared().failures(this.write.jvm());
	}

	/**
	 * How often caches were switched.
	 */
	int switches() {
		return shared().switches();
	}

	/**
	 * A write has returned of which the cache may not know, as it was off.
	 */
	void unnoticed(Transaction transaction) {
		shared().unnoticed(transaction.version().get());
	}

	Transaction transaction(long deadline) {
		return shared().transaction(this.write, deadline);
	}

	/**
	 * Calls its method, with the production code of the interceptor around it.
	 */
	void run(Supplier<Object> method) {
		Journals journals = this.simulation.journals();
		WritePolicy policy = new WritePolicy(() -> journals.at(this.write.jvm()), this.write.policy() == Policy.REJECT);
		new WritingCall(shared().executor(), policy).run(this.write.change(), view(), "row", method);
	}

	private CacheView view() {
		PatternCache cache = new PatternCache(this.simulation.cache(this.write.jvm()),
				new FailurePolicy(new SimpleCacheErrorHandler(), () -> null, false), Surroundings::none);
		return cache.used(Caller.of(Simulation.METHOD), "");
	}

}
