package dev.cachepatterns.checker;

import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;

import dev.cachepatterns.checker.Event.Kind;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ways in which applications write.
 */
final class Writes {

	private static final Item NOTHING = new Item(0, 0);

	private final Ways ways = new Ways();

	private final Items items;

	private final LongFunction<Item> get;

	private final TransactionTemplate transaction;

	/**
	 * Ways to write.
	 * @param items the annotated methods
	 * @param get reads by the cache itself
	 * @param transaction around some writes
	 * @param more ways to use beside
	 */
	Writes(Items items, LongFunction<Item> get, TransactionTemplate transaction, Set<Way> more) {
		this.items = items;
		this.get = get;
		this.transaction = transaction;
		this.ways.add(12, Way.WRITE_THROUGH, items::writeThrough)
			.add(12, Way.WRITE_THROUGH_AT_ONCE, items::writeThroughAtOnce)
			.add(12, Way.WRITE_THROUGH_BY_RESULT, items::writeThroughByResult)
			.add(12, Way.PUT, items::put)
			.add(12, Way.EVICT, items::evict)
			.add(12, Way.EVICT_AT_ONCE, items::evictAtOnce)
			.add(12, Way.PUT_INSIDE, this::putInside)
			.add(1, Way.CLEAR, items::clear)
			.add(8, Way.WRITE_THROUGH_IN_VAIN, this::writeThroughInVain)
			.add(7, Way.PUT_IN_VAIN, this::putInVain)
			.addIf(more, Way.CLEAR, items::clear)
			.addIf(more, Way.WRITE_THROUGH_BY_RESULT_AT_ONCE, items::writeThroughByResultAtOnce)
			.addIf(more, Way.WRITE_THROUGH_LATER, (id) -> items.writeThroughLater(id).join())
			.addIf(more, Way.GET_INSIDE, this::getInside)
			.addIf(more, Way.GET_IN_VAIN, this::getInVain);
	}

	/**
	 * A write in one of these ways.
	 */
	Event write(int id) {
		Way way = this.ways.any();
		long begin = System.nanoTime();
		Item item = this.ways.go(way, id);
		Kind kind = way.inVain() ? Kind.ROLLBACK : Kind.WRITE;
		return new Event(kind, way, id, item.version(), begin, System.nanoTime());
	}

	private Item putInside(long id) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			Item item = this.items.put(id);
			this.items.find(id);
			return item;
		}));
	}

	private Item putInVain(long id) {
		this.transaction.executeWithoutResult((status) -> {
			this.items.putInVain(id);
			this.items.find(id);
			status.setRollbackOnly();
		});
		return NOTHING;
	}

	private Item getInside(long id) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			Item item = this.items.evict(id);
			this.get.apply(id);
			return item;
		}));
	}

	private Item getInVain(long id) {
		this.transaction.executeWithoutResult((status) -> {
			this.items.putInVain(id);
			this.get.apply(id);
			status.setRollbackOnly();
		});
		return NOTHING;
	}

	private Item writeThroughInVain(long id) {
		try {
			return this.items.writeThroughInVain(id);
		}
		catch (Items.InVainException ex) {
			return NOTHING;
		}
	}

}
