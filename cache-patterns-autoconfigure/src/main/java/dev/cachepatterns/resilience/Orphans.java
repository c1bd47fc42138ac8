package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * What steps may have left on a node that did not answer them: a node that hung takes
 * them when it goes on, and their intents and leases, which nobody ends, would keep its
 * keys out of the cache until their timeouts. They are taken away as soon as the node can
 * be asked, and once more a second later, as a step on a connection that is lost by then
 * may come after it. A node that is out again before that may still not have seen the
 * step: both are repeated then.
 */
final class Orphans {

	/**
	 * Beyond this they are left to their timeouts.
	 */
	private static final int LIMIT = 10_000;

	private static final Log logger = LogFactory.getLog(CircuitBreakerStore.class);

	private static final long AGAIN = Duration.ofSeconds(1).toNanos();

	private final Map<Orphan, Long> due = new ConcurrentHashMap<>();

	private final AtomicBoolean running = new AtomicBoolean();

	private final CacheStore store;

	private final Probes probes;

	private final Predicate<StoreKey> reachable;

	private final LongSupplier nanos;

	/**
	 * None yet.
	 * @param store where they are
	 * @param probes calls this again and again
	 * @param reachable whether the node of a key can be asked
	 * @param nanos the time, as {@link System#nanoTime()}
	 */
	Orphans(CacheStore store, Probes probes, Predicate<StoreKey> reachable, LongSupplier nanos) {
		this.store = store;
		this.probes = probes;
		this.reachable = reachable;
		this.nanos = nanos;
	}

	/**
	 * The intent of a write whose step was not answered.
	 */
	void intent(StoreKey key, long token) {
		add(new Orphan(key.region(), key, token, true));
	}

	/**
	 * The intent of a clear whose step was not answered.
	 */
	void clear(Region region, long token) {
		add(new Orphan(region, null, token, true));
	}

	/**
	 * The lease of a read whose step was not answered.
	 */
	void lease(StoreKey key, long token) {
		add(new Orphan(key.region(), key, token, false));
	}

	private void add(Orphan orphan) {
		if (this.due.size() < LIMIT) {
			this.due.put(orphan, 0L);
			if (this.running.compareAndSet(false, true)) {
				this.probes.start(this::run);
			}
		}
	}

	/**
	 * Takes away what is due, as far as its nodes can be asked.
	 * @return whether some are left
	 */
	boolean run() {
		long now = this.nanos.getAsLong();
		for (Map.Entry<Orphan, Long> entry : this.due.entrySet()) {
			Orphan orphan = entry.getKey();
			long at = entry.getValue();
			if (orphan.key() != null && !this.reachable.test(orphan.key())) {
				this.due.replace(orphan, at, 0L);
				continue;
			}
			if (at != 0 && now - at < 0) {
				continue;
			}
			if (!taken(orphan)) {
				break;
			}
			if (at != 0) {
				this.due.remove(orphan, at);
			}
			else {
				this.due.replace(orphan, at, now + AGAIN);
			}
		}
		return remain();
	}

	private boolean taken(Orphan orphan) {
		try {
			orphan.take(this.store);
			return true;
		}
		catch (StoreRejectedException ex) {
			// The node has answered, and will not do it
			return true;
		}
		catch (StoreUnavailableException ex) {
			return false;
		}
		catch (RuntimeException ex) {
			// Of a client that fails in a way of its own: the others are still due
			logger.warn("What a step may have left at '%s' is not taken away yet".formatted(orphan.key()), ex);
			return false;
		}
	}

	private boolean remain() {
		if (!this.due.isEmpty()) {
			return true;
		}
		this.running.set(false);
		return !this.due.isEmpty() && this.running.compareAndSet(false, true);
	}

	/**
	 * What may be left.
	 *
	 * @param region the cache
	 * @param key the key, {@code null} for all of the cache
	 * @param token whose it is
	 * @param intent whether it is an intent, and not a lease
	 */
	private record Orphan(Region region, @Nullable StoreKey key, long token, boolean intent) {

		void take(CacheStore store) {
			if (this.key == null) {
				store.leaveClear(this.region, this.token);
			}
			else if (this.intent) {
				store.leave(this.key, this.token);
			}
			else {
				store.remove(this.key, this.token);
			}
		}

	}

}
