package dev.cachepatterns.autoconfigure;

import net.rubyeye.xmemcached.XMemcachedClientBuilder;

/**
 * Changes Memcached's client before it is built. Beans of this type are called in their
 * order, after the settings of {@code cache-patterns.memcached.*} have been applied.
 * <p>
 * The session locator, the failure mode and the protocol have to stay as they are: the
 * locator keeps an entry and its generation on one node, the failure mode keeps a lost
 * node's keys from moving to others, which would bring old values back, and removal needs
 * the text protocol. The builder's transcoder has no effect: values are bytes of ours.
 */
@FunctionalInterface
public interface MemcachedClientBuilderCustomizer {

	/**
	 * Changes the builder.
	 * @param builder the builder
	 */
	void customize(XMemcachedClientBuilder builder);

}
