package dev.cachepatterns.memcached;

import java.util.Collection;
import java.util.List;

import com.google.code.yanf4j.core.Session;
import net.rubyeye.xmemcached.HashAlgorithm;
import net.rubyeye.xmemcached.MemcachedSessionLocator;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;
import net.rubyeye.xmemcached.networking.MemcachedSession;
import net.rubyeye.xmemcached.utils.InetSocketAddressWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A ketama ring that hashes only the part of a key up to its closing brace: a value and
 * the generation of its bucket are on one node, so that a node that is lost takes its own
 * keys with it and no others.
 * <p>
 * A node's place on the ring follows from its name in the settings. The client would take
 * the address to which the name resolved at its start, which need not be the same in each
 * instance of an application: they would look for one key on different nodes.
 */
public final class BucketLocator implements MemcachedSessionLocator {

	private final MemcachedSessionLocator ring = new KetamaMemcachedSessionLocator(HashAlgorithm.KETAMA_HASH);

	private final List<String> names;

	/**
	 * A ring.
	 * @param names the nodes' names, in the order in which the client has their
	 * addresses; a node without one is placed by its address
	 */
	public BucketLocator(String... names) {
		this.names = List.of(names);
	}

	@Override
	public Session getSessionByKey(String key) {
		int end = key.indexOf('}');
		return this.ring.getSessionByKey((end >= 0) ? key.substring(0, end + 1) : key);
	}

	/**
	 * The node of all keys, by its name in the settings; {@code null} if there are more.
	 */
	@Nullable String only() {
		return (this.names.size() == 1) ? this.names.get(0) : null;
	}

	/**
	 * The node of a key, by its name in the settings.
	 */
	String node(String key) {
		String only = only();
		if (only != null) {
			return only;
		}
		return (getSessionByKey(key) instanceof MemcachedSession session)
				? session.getInetSocketAddressWrapper().getRemoteAddressStr() : "memcached";
	}

	@Override
	public void updateSessions(Collection<Session> sessions) {
		sessions.forEach((session) -> name(((MemcachedSession) session).getInetSocketAddressWrapper()));
		this.ring.updateSessions(sessions);
	}

	@Override
	public void setFailureMode(boolean failureMode) {
		this.ring.setFailureMode(failureMode);
	}

	private void name(InetSocketAddressWrapper address) {
		// Counted from 1
		int order = address.getOrder();
		if (order <= this.names.size()) {
			address.setRemoteAddressStr(this.names.get(order - 1));
		}
	}

}
