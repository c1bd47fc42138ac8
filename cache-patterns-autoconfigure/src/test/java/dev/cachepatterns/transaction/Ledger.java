package dev.cachepatterns.transaction;

import org.springframework.cache.annotation.Cacheable;

/**
 * An interface whose implementation is behind an interface proxy.
 */
public interface Ledger {

	/**
	 * The owner of an account.
	 * @param id the account
	 * @return its owner
	 */
	@Cacheable("ledger")
	String owner(long id);

}
