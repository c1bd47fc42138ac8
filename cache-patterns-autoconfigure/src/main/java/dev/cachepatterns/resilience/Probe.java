package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.store.StoreUnavailableException.Reason;

/**
 * Asks a node of a store of caches.
 */
final class Probe implements NodeProbe<StoreKey> {

	private static final Log logger = LogFactory.getLog(CircuitBreakerStore.class);

	private static final Duration INTENT = Duration.ofSeconds(1);

	private final CacheStore store;

	private final Probes probes;

	private final String node;

	// A key of this node
	private volatile @Nullable StoreKey failed;

	Probe(CacheStore store, Probes probes, String node) {
		this.store = store;
		this.probes = probes;
		this.node = node;
	}

	@Override
	public void failed(StoreKey key) {
		this.failed = key;
	}

	@Override
	public void start(BooleanSupplier step) {
		this.probes.start(step);
	}

	@Override
	public void misled(StoreKey key) {
		this.store.reconnect(key);
	}

	/**
	 * Asks once: by a write that leaves nothing, as a node may be able to read only. Then
	 * makes good what the node has missed.
	 */
	@Override
	public void run() {
		StoreKey key = this.failed;
		if (key == null) {
			// Somebody else has opened the breaker
			return;
		}
		try {
			ask(key);
		}
		catch (StoreUnavailableException ex) {
			reconnect(key, ex.reason());
			throw ex;
		}
		if (!this.probes.replay((owed) -> this.store.node(owed).equals(this.node))) {
			throw StoreUnavailableException.notAsked("What it has missed is not replayed yet (" + this.node + ")");
		}
	}

	private void ask(StoreKey failed) {
		try {
			StoreKey key = beside(failed);
			long token = this.probes.token();
			this.store.enter(key, token, INTENT);
			this.store.leave(key, token);
		}
		catch (StoreRejectedException ex) {
			logger.debug("The node answers (%s)".formatted(this.node), ex);
		}
	}

	/**
	 * A key of the same bucket, and thus on the same node, that nobody uses: a write
	 * would remove what is cached there.
	 */
	private static StoreKey beside(StoreKey key) {
		for (int i = 0;; i++) {
			StoreKey other = StoreKey.of(key.region(), "\0probe-" + i);
			if (other.bucket() == key.bucket()) {
				return other;
			}
		}
	}

	private void reconnect(StoreKey key, Reason reason) {
		if (reason != Reason.NOT_READY) {
			this.store.reconnect(key);
		}
	}

}
