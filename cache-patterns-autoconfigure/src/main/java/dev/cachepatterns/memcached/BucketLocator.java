package dev.cachepatterns.memcached;

import java.util.Collection;

import com.google.code.yanf4j.core.Session;
import net.rubyeye.xmemcached.HashAlgorithm;
import net.rubyeye.xmemcached.MemcachedSessionLocator;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;

/**
 * A ketama ring that hashes only the part of a key up to its closing brace: a value and
 * the generation of its bucket are on one node, so that a node that is lost takes its own
 * keys with it and no others.
 */
public final class BucketLocator implements MemcachedSessionLocator {

	private final MemcachedSessionLocator ring = new KetamaMemcachedSessionLocator(HashAlgorithm.KETAMA_HASH);

	@Override
	public Session getSessionByKey(String key) {
		int end = key.indexOf('}');
		return this.ring.getSessionByKey((end >= 0) ? key.substring(0, end + 1) : key);
	}

	@Override
	public void updateSessions(Collection<Session> sessions) {
		this.ring.updateSessions(sessions);
	}

	@Override
	public void setFailureMode(boolean failureMode) {
		this.ring.setFailureMode(failureMode);
	}

}
