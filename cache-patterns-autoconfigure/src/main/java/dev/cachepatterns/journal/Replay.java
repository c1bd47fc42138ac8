package dev.cachepatterns.journal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;

/**
 * Makes debts good, in rounds: what fails waits for the next one, the longer the more
 * rounds in a row have got nowhere (50 ms, doubled up to 1 s). Used by one thread.
 */
public final class Replay {

	private static final Log logger = LogFactory.getLog(Replay.class);

	private static final Duration SHORTEST = Duration.ofMillis(50);

	private static final Duration LONGEST = Duration.ofSeconds(1);

	private final CacheStore store;

	private Duration pause = Duration.ZERO;

	/**
	 * A replay.
	 * @param store the cache
	 */
	public Replay(CacheStore store) {
		this.store = store;
	}

	/**
	 * Tries each debt once. After a failure the others of the same bucket are left out:
	 * they are on the same node, and each could cost a timeout.
	 * @param debts what is owed
	 * @param acknowledged told each debt that is made good, at once
	 * @return time to wait before the next round; 0 after one in which nothing failed
	 */
	public Duration round(Collection<Debt> debts, Consumer<Debt> acknowledged) {
		Set<Place> unreachable = new HashSet<>();
		boolean progress = false;
		for (Debt debt : debts) {
			Place place = Place.of(debt);
			if (!unreachable.contains(place)) {
				if (paid(debt)) {
					progress = true;
					acknowledged.accept(debt);
				}
				else {
					unreachable.add(place);
				}
			}
		}
		if (unreachable.isEmpty()) {
			this.pause = Duration.ZERO;
		}
		else {
			this.pause = (progress || this.pause.isZero()) ? SHORTEST : min(this.pause.multipliedBy(2), LONGEST);
		}
		return this.pause;
	}

	private boolean paid(Debt debt) {
		try {
			debt.pay(this.store);
			return true;
		}
		catch (RuntimeException ex) {
			logger.debug("The cache still owes the invalidation of " + debt, ex);
			return false;
		}
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	/**
	 * What one node holds: a bucket, or with -1 all of a cache.
	 */
	private record Place(Region region, int bucket) {

		static Place of(Debt debt) {
			return new Place(debt.region(), (debt.key() != null) ? debt.key().bucket() : -1);
		}

	}

}
