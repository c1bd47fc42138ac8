package dev.cachepatterns.benchmarks.measure;

import dev.cachepatterns.benchmarks.subject.Backend;
import dev.cachepatterns.benchmarks.subject.Operation;

/**
 * What is measured side by side.
 *
 * @param backend where entries are
 * @param operation what is called
 * @param threads how many threads call at the same time
 */
public record Scenario(Backend backend, Operation operation, int threads) {

	/**
	 * What it is called above its table.
	 * @return the title
	 */
	public String title() {
		return "%s, %s, %d %s".formatted(this.backend.title(), this.operation.title(), this.threads,
				(this.threads == 1) ? "thread" : "threads");
	}

}
