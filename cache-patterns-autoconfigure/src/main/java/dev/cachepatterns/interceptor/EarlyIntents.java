package dev.cachepatterns.interceptor;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.interceptor.CacheWrite.Touched;
import dev.cachepatterns.pattern.Intent;

/**
 * What a transaction announces while its methods run, so that its commit has not to wait
 * for it.
 */
final class EarlyIntents {

	private static final Log logger = LogFactory.getLog(EarlyIntents.class);

	private final Map<Touched, Early> early = new LinkedHashMap<>();

	private final WriteExecutor executor;

	EarlyIntents(WriteExecutor executor) {
		this.executor = executor;
	}

	void add(CacheWrite write) {
		Touched key = write.touches();
		if (key == null || key.key() == null || this.early.containsKey(key)) {
			// A whole cache is not made to wait for a method that may yet fail
			return;
		}
		try {
			// Before it is sent: a pause in between counts
			long since = System.nanoTime();
			this.early.put(key, new Early(write, this.executor.intendAsync(write), since));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("A write is announced before its commit only", ex);
		}
	}

	/**
	 * Waits for the announcement of changes, so that what is read from now on may be left
	 * after the commit.
	 * @return what is announced
	 */
	Set<Touched> await(List<CacheWrite> writes) {
		Set<Touched> announced = new HashSet<>();
		for (CacheWrite write : writes) {
			Touched key = write.touches();
			Early known = this.early.get(key);
			if (key != null && known != null && known.intent().handle((intent, failure) -> intent != null).join()) {
				announced.add(key);
			}
		}
		return announced;
	}

	/**
	 * Whether an announcement may have ended by itself.
	 */
	boolean overdue(CacheWrite write) {
		Early known = this.early.get(write.touches());
		if (known == null) {
			return false;
		}
		Intent intent = known.intent().exceptionally((failure) -> null).join();
		return intent != null && System.nanoTime() - known.since() > intent.time().toNanos();
	}

	/**
	 * The intent of a change that is about to be committed, awaited or made now. One that
	 * has used up half of its time begins anew.
	 */
	@Nullable Intent take(CacheWrite write) {
		Early known = this.early.remove(write.touches());
		if (known == null) {
			return write.intend();
		}
		try {
			Intent intent = known.intent().join();
			if (intent != null && System.nanoTime() - known.since() > intent.time().toNanos() / 2) {
				intent.renew();
			}
			return intent;
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	/**
	 * Ends what no change has taken, without waiting for it.
	 */
	void end() {
		for (Early unused : this.early.values()) {
			unused.intent().thenAccept((intent) -> {
				if (intent != null) {
					this.executor.execute(() -> this.executor.run(unused.write(), intent::leave));
				}
			});
		}
		this.early.clear();
	}

	private record Early(CacheWrite write, CompletableFuture<@Nullable Intent> intent, long since) {
	}

}
