package dev.cachepatterns.checker;

import java.util.Objects;
import java.util.Set;

import dev.cachepatterns.checker.Event.Kind;
import dev.cachepatterns.store.StoreUnavailableException;
import org.springframework.cache.Cache;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ways in which applications read.
 */
final class Reads {

	private final Ways ways = new Ways();

	private final Items items;

	private final Rows rows;

	private final Cache cache;

	private final TransactionTemplate transaction;

	/**
	 * Ways to read.
	 * @param items the annotated methods
	 * @param rows the table
	 * @param cache their cache
	 * @param transaction around some reads
	 * @param more ways to use beside
	 */
	Reads(Items items, Rows rows, Cache cache, TransactionTemplate transaction, Set<Way> more) {
		this.items = items;
		this.rows = rows;
		this.cache = cache;
		this.transaction = transaction;
		this.ways.add(20, Way.FIND, items::find)
			.add(6, Way.FIND_SYNC, items::findSync)
			.add(6, Way.GET, this::get)
			.add(3, Way.FIND_IN_TRANSACTION, items::findInTransaction)
			.add(3, Way.FIND_INSIDE, this::findInside)
			.add(2, Way.FIND_APART, items::findApart)
			.addIf(more, Way.FIND_LATER, (id) -> items.findLater(id).join());
	}

	/**
	 * A read in one of these ways.
	 */
	Event read(int id) {
		Way way = this.ways.any();
		int loads = this.rows.loads();
		long begin = System.nanoTime();
		Item item = this.ways.go(way, id);
		long end = System.nanoTime();
		if (item == null || item.id() != id) {
			throw new IllegalStateException("Asked for " + id + " and got " + item);
		}
		return new Event((this.rows.loads() == loads) ? Kind.HIT : Kind.MISS, way, id, item.version(), begin, end);
	}

	/**
	 * A call of the cache itself, which does not hide that it cannot be reached.
	 */
	Item get(long id) {
		try {
			return Objects.requireNonNull(this.cache.get(id, () -> this.rows.load(id)));
		}
		catch (StoreUnavailableException ex) {
			return this.rows.load(id);
		}
	}

	/**
	 * A read after another statement of its transaction, which may have fixed what the
	 * transaction sees.
	 */
	private Item findInside(long id) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			this.rows.look(id);
			return this.items.find(id);
		}));
	}

}
