package dev.cachepatterns.store;

/**
 * What every store does. A test class of a store implements this and
 * {@link StoreFixture}.
 */
public interface CacheStoreContract extends ReadContract, CompareContract, GenerationContract, RecentContract,
		ClearContract, IntentContract, ForeignContract, ConcurrencyContract {

}
