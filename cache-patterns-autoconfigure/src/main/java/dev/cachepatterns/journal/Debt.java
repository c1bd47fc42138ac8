package dev.cachepatterns.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;

/**
 * An invalidation that the cache has not acknowledged.
 *
 * @param region the cache
 * @param key the key, {@code null} for all of the cache
 */
public record Debt(Region region, @Nullable StoreKey key) {

	/**
	 * Keys of one cache that stand for themselves when many are owed at once: beyond it a
	 * clear is cheaper than their invalidations, and the journal stays small.
	 */
	static final int KEYS = 1_000;

	/**
	 * A key that is owed.
	 * @param key the key
	 * @return the debt
	 */
	public static Debt of(StoreKey key) {
		return new Debt(key.region(), key);
	}

	/**
	 * A cache that is owed as a whole.
	 * @param region the cache
	 * @return the debt
	 */
	public static Debt all(Region region) {
		return new Debt(region, null);
	}

	/**
	 * Makes it good.
	 * @param store the cache
	 * @throws dev.cachepatterns.store.StoreException if it stays owed
	 */
	void pay(CacheStore store) {
		if (this.key != null) {
			store.invalidate(this.key);
		}
		else {
			store.clear(this.region);
		}
	}

	/**
	 * What is to be owed in place of each of many debts: itself, or its whole cache where
	 * that is owed too or has more than 1,000 keys among them.
	 * @param debts the debts
	 * @return what stands for what, in their order
	 */
	public static Map<Debt, List<Debt>> collapse(Collection<Debt> debts) {
		Map<Region, Set<Debt>> regions = debts.stream()
			.collect(Collectors.groupingBy(Debt::region, Collectors.toSet()));
		Map<Debt, List<Debt>> collapsed = new LinkedHashMap<>();
		for (Debt debt : debts) {
			Set<Debt> keys = regions.getOrDefault(debt.region(), Set.of());
			Debt all = all(debt.region());
			Debt owed = (keys.size() > KEYS || keys.contains(all)) ? all : debt;
			collapsed.computeIfAbsent(owed, (any) -> new ArrayList<>()).add(debt);
		}
		return collapsed;
	}

	@Override
	public String toString() {
		return (this.key != null) ? this.key.toString() : this.region + ":*";
	}

}
