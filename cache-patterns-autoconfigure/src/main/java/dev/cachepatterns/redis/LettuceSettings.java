package dev.cachepatterns.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;

/**
 * Settings of Lettuce with which a cache fails fast and comes back soon. With its own, a
 * command waits a minute for a server that is gone, a client that has lost its server
 * tries again up to 30 seconds later, and one of a cluster never hears that a replica was
 * promoted.
 */
public final class LettuceSettings {

	private static final long FIRST_RETRY = 10;

	// Its timer ticks every 100 ms, which come on top
	private static final long LAST_RETRY = 50;

	private static final Duration REFRESH = Duration.ofSeconds(15);

	private static final Duration SOONEST_REFRESH = Duration.ofMillis(500);

	private LettuceSettings() {
	}

	/**
	 * Reconnects at most 150 ms after the last attempt, however long a server is gone.
	 * @param resources what is built
	 */
	public static void reconnectSoon(ClientResources.Builder resources) {
		resources.reconnectDelay(Delay.exponential(FIRST_RETRY, LAST_RETRY, TimeUnit.MILLISECONDS, 2));
	}

	/**
	 * Bounds the time of a connection.
	 * @param options what is built
	 * @param timeout the bound
	 */
	public static void connectWithin(ClientOptions.Builder options, Duration timeout) {
		options.socketOptions(SocketOptions.builder().connectTimeout(timeout).keepAlive(true).build());
	}

	/**
	 * Refuses commands while a connection is lost, in place of collecting them: one that
	 * its caller has given up would still be sent to the server that comes back, and
	 * leave there what nobody ends.
	 * @param options what is built
	 */
	public static void refuseWhileDisconnected(ClientOptions.Builder options) {
		options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
	}

	/**
	 * Looks at the nodes of a cluster again every 15 seconds, and when one is lost or has
	 * moved. Nothing happens without a cluster.
	 * @param options what is built
	 * @param dynamicSources whether all nodes that are known are asked, and not only
	 * those of the settings
	 */
	// All triggers are on in Lettuce 7, which deprecates saying so
	@SuppressWarnings("deprecation")
	public static void refreshTopology(ClientOptions.Builder options, boolean dynamicSources) {
		if (options instanceof ClusterClientOptions.Builder cluster) {
			cluster.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
				.dynamicRefreshSources(dynamicSources)
				.enablePeriodicRefresh(REFRESH)
				.enableAllAdaptiveRefreshTriggers()
				.adaptiveRefreshTriggersTimeout(SOONEST_REFRESH)
				.build());
		}
	}

}
