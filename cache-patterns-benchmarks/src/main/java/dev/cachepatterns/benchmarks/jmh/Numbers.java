package dev.cachepatterns.benchmarks.jmh;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import dev.cachepatterns.benchmarks.subject.Sequence;

/**
 * Numbers of a thread's calls.
 */
@State(Scope.Thread)
public class Numbers {

	private final Sequence sequence = new Sequence();

	long next() {
		return this.sequence.next();
	}

}
