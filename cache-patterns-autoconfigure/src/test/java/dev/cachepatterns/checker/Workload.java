package dev.cachepatterns.checker;

import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.transaction.annotation.Isolation;

/**
 * What each worker does. A pause is random, up to the given time.
 *
 * @param keys number of rows, the same for all workers
 * @param readers threads that read
 * @param writers threads that write
 * @param afterLoad pause after a row is read and before its value goes to the cache
 * @param beforeCommit pause after keys are announced and before the commit
 * @param afterCommit pause after the commit and before the cache is told
 * @param think pause of a writer between two writes
 * @param isolation of the transactions in which some reads are made
 * @param more ways to read and write beside those of every worker
 */
public record Workload(@DefaultValue("2") int keys, @DefaultValue("10") int readers, @DefaultValue("2") int writers,
		@DefaultValue("6ms") Duration afterLoad, @DefaultValue("2ms") Duration beforeCommit,
		@DefaultValue("1ms") Duration afterCommit, @DefaultValue("6ms") Duration think,
		@DefaultValue("read-committed") Isolation isolation, @DefaultValue Set<Way> more) {

	/**
	 * The properties {@code checker.*}. Not annotated, as its metadata would stand in
	 * front of the library's.
	 */
	static Workload of(Environment environment) {
		return Binder.get(environment).bindOrCreate("checker", Workload.class);
	}

}
