package dev.cachepatterns.interceptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.interceptor.CacheWrite.Touched;
import dev.cachepatterns.pattern.WriteIntent;

/**
 * The keys that a call outside of transactions announces before its method runs, as the
 * method may commit. What it cannot announce it invalidates afterwards.
 */
final class Announcements {

	private static final Log logger = LogFactory.getLog(Announcements.class);

	private final Map<Touched, WriteIntent> intents = new HashMap<>();

	private final Set<Touched> failed = new HashSet<>();

	private final List<CacheWrite> announced = new ArrayList<>();

	private final WriteExecutor executor;

	Announcements(WriteExecutor executor) {
		this.executor = executor;
	}

	/**
	 * Announces the key of a change.
	 */
	void add(CacheWrite.Evict write) {
		Touched key = write.touches();
		if (this.intents.containsKey(key)) {
			return;
		}
		try {
			this.intents.put(key, write.intend());
			this.announced.add(write);
		}
		catch (RuntimeException ex) {
			logger.debug("A write is not announced", ex);
			this.failed.add(key);
		}
	}

	/**
	 * Makes a change.
	 */
	void run(CacheWrite write) {
		@Nullable Touched key = write.touches();
		WriteIntent intent = this.intents.remove(key);
		if (intent != null) {
			this.executor.run(write, () -> write.exit(intent, true));
		}
		else {
			this.executor.run(this.failed.contains(key) ? write.invalidation() : write);
		}
	}

	/**
	 * Ends what no change has ended: the method has failed, or left nothing to store.
	 */
	void end() {
		for (CacheWrite write : this.announced) {
			WriteIntent intent = this.intents.remove(write.touches());
			if (intent != null) {
				this.executor.run(write, intent::leave);
			}
		}
	}

}
