package dev.cachepatterns.cache;

/**
 * Chooses the first part of every key for the call at hand, so that tenants of one
 * application share a server and nothing else. A bean of this type replaces
 * {@code cache-patterns.key-prefix}.
 * <p>
 * It is asked once for each call of an annotated method, whether or not its
 * {@code condition} holds, on the thread of that call and before anything is read; what
 * the call does later, after a commit or on another thread, stays with the answer. It is
 * asked for each call on a {@link org.springframework.cache.Cache} too. A clear removes
 * the entries of the tenant that clears.
 */
@FunctionalInterface
public interface KeyPrefixResolver {

	/**
	 * The prefix of this call.
	 * @return the prefix, for example {@code "shop:" + tenant}; any characters; two
	 * tenants must have different ones. An exception reaches the caller, who is then
	 * neither answered nor given to the method
	 */
	String resolve();

}
