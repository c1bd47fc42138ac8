package dev.cachepatterns.resilience;

import java.util.Collection;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.store.StoreUnavailableException.Reason;

/**
 * The circuit breakers of nodes on which something else is kept than caches. A call of a
 * node that is known to be out fails at once, whether it reads or writes.
 */
public final class CallBreakers implements Nodes, AutoCloseable {

	private static final Log logger = LogFactory.getLog(CircuitBreakerStore.class);

	private final NodeBreakers<String> nodes;

	private final Probes probes;

	/**
	 * No breaker yet.
	 * @param prefix how the names of the nodes begin for who observes them: there may be
	 * caches on them too
	 * @param breakers makes the breaker of a node
	 * @param probes asks nodes whose breaker is open
	 * @param target what it asks
	 */
	public CallBreakers(String prefix, Function<String, CircuitBreaker> breakers, Probes probes, Target target) {
		this.nodes = new NodeBreakers<>(
				(node) -> new NodeBreaker<>(prefix + node, breakers.apply(node), new TargetProbe(target, probes)));
		this.probes = probes;
	}

	/**
	 * Makes a call, unless its node is known to be out. Only a
	 * {@link StoreUnavailableException} counts as a failure of the node.
	 * @param node the node
	 * @param key what the call is about, which is on the node
	 * @param call the call
	 * @param <T> type of its result
	 * @return its result
	 * @throws StoreUnavailableException if the node is out
	 */
	public <T extends @Nullable Object> T call(String node, String key, Supplier<T> call) {
		NodeBreaker<String> breaker = this.nodes.of(node);
		long began = breaker.begin();
		try {
			T result = call.get();
			breaker.answered(began, key);
			return result;
		}
		catch (StoreException ex) {
			breaker.failed(began, key, ex);
			throw ex;
		}
	}

	/**
	 * Whether nothing can be asked: all nodes that were are known to be out.
	 * @return whether that is so
	 */
	public boolean out() {
		Collection<NodeBreaker<String>> all = this.nodes.all();
		return !all.isEmpty() && all.stream().allMatch(NodeBreaker::out);
	}

	@Override
	public void listen(Consumer<Node> listener) {
		this.nodes.listen(listener);
	}

	@Override
	public void close() {
		this.probes.close();
	}

	/**
	 * What is behind the breakers.
	 */
	public interface Target {

		/**
		 * Asks the node of a key, by something that leaves nothing. A refusal is an
		 * answer.
		 * @param key the key of a call that has failed
		 * @throws StoreException if it does not answer, or refuses
		 */
		void ask(String key);

		/**
		 * Makes the connection to the node of a key anew, as the one that is there may
		 * lead nowhere.
		 * @param key the key
		 */
		default void reconnect(String key) {
		}

	}

	/**
	 * Asks a node.
	 */
	private static final class TargetProbe implements NodeProbe<String> {

		private final Target target;

		private final Probes probes;

		private volatile @Nullable String failed;

		TargetProbe(Target target, Probes probes) {
			this.target = target;
			this.probes = probes;
		}

		@Override
		public void failed(String key) {
			this.failed = key;
		}

		@Override
		public void misled(String key) {
			this.target.reconnect(key);
		}

		@Override
		public void start(BooleanSupplier step) {
			this.probes.start(step);
		}

		@Override
		public void run() {
			String key = this.failed;
			if (key == null) {
				// Somebody else has opened the breaker
				return;
			}
			try {
				this.target.ask(key);
			}
			catch (StoreRejectedException ex) {
				logger.debug("The node answers, and refuses", ex);
			}
			catch (StoreUnavailableException ex) {
				if (ex.reason() != Reason.NOT_READY) {
					this.target.reconnect(key);
				}
				throw ex;
			}
		}

	}

}
