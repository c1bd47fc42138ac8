package dev.cachepatterns.memcached;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.google.code.yanf4j.core.Session;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.impl.MemcachedTCPSession;
import net.rubyeye.xmemcached.impl.ReconnectRequest;
import net.rubyeye.xmemcached.networking.Connector;
import net.rubyeye.xmemcached.networking.MemcachedSession;
import net.rubyeye.xmemcached.utils.InetSocketAddressWrapper;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The client's connections. By itself the client tries a lost node again after a second
 * at the soonest, and a second later each time, up to a minute; one node that drops
 * packets keeps it from trying the others; and a connection that leads nowhere stays
 * until TCP gives it up.
 * <p>
 * What is worse: a few threads read the answers of all nodes, and one that reads an
 * answer on a connection which another thread closes waits for ever for the command that
 * the answer is for, as the commands of a closed connection are gone.
 */
final class Sessions {

	private static final Log logger = LogFactory.getLog(Sessions.class);

	private final MemcachedClient client;

	Sessions(MemcachedClient client) {
		this.client = client;
	}

	/**
	 * Replaces the connection to a node by a new one, if the node takes one. Blocks for
	 * at most twice the client's timeout.
	 * @param node the node's name
	 */
	void renew(String node) {
		Connector connector = this.client.getConnector();
		for (Session session : connector.getSessionSet()) {
			InetSocketAddressWrapper address = ((MemcachedSession) session).getInetSocketAddressWrapper();
			if (node.equals(address.getRemoteAddressStr())) {
				renew(connector, (MemcachedTCPSession) session);
				return;
			}
		}
	}

	private void renew(Connector connector, MemcachedTCPSession session) {
		InetSocketAddressWrapper address = session.getInetSocketAddressWrapper();
		if (!accepts(address.getInetSocketAddress())) {
			return;
		}
		session.close();
		// For who may be reading it; on an open one it would take another's answer
		session.addCommand(new Discarding());
		// The client's own attempts would replace the new connection by one more
		List<ReconnectRequest> pending = connector.getReconnectRequestQueue()
			.stream()
			.filter((request) -> request.getInetSocketAddressWrapper() == address)
			.toList();
		connector.getReconnectRequestQueue().removeAll(pending);
		if (!connect(connector, address)) {
			pending.forEach(connector::addToWatingQueue);
		}
	}

	/**
	 * Whether a node takes connections. The client's own attempts cannot be ended: they
	 * would pile up on a node that drops packets.
	 */
	private boolean accepts(InetSocketAddress address) {
		try (Socket socket = new Socket()) {
			socket.connect(address, timeout());
			return true;
		}
		catch (IOException ex) {
			logger.debug("Memcached's node " + address + " takes no connection", ex);
			return false;
		}
	}

	private boolean connect(Connector connector, InetSocketAddressWrapper address) {
		try {
			Future<Boolean> connection = connector.connect(address);
			return connection.get(timeout(), TimeUnit.MILLISECONDS);
		}
		catch (IOException | ExecutionException | TimeoutException ex) {
			logger.debug("Memcached's node " + address.getRemoteAddressStr() + " cannot be connected", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return false;
	}

	private int timeout() {
		return (int) this.client.getOpTimeout();
	}

	/**
	 * The command of what is read on a connection that is closed.
	 */
	private static final class Discarding extends Command {

		@Override
		public void encode() {
			// It is not sent
		}

		@Override
		public boolean decode(MemcachedTCPSession session, ByteBuffer answer) {
			answer.position(answer.limit());
			return true;
		}

	}

}
