package dev.cachepatterns.pattern;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.store.StoreKey;

/**
 * The waiting rooms of a cache: each is there while somebody waits in it.
 */
final class WaitingRooms {

	private final ConcurrentMap<Place, WaitingRoom> rooms = new ConcurrentHashMap<>();

	/**
	 * Lets a caller in. It has to leave.
	 * @param place what it waits for
	 * @param caller who waits
	 * @param cache the cache
	 * @param leases those of the cache
	 */
	Waiter enter(Place place, Waiter.Caller caller, CacheAside cache, Leases leases) {
		WaitingRoom room = this.rooms.compute(place, (any, there) -> {
			WaitingRoom entered = (there != null) ? there : new WaitingRoom(place, cache, leases);
			entered.callers(1);
			return entered;
		});
		return new Waiter(room, caller, () -> leave(place));
	}

	private void leave(Place place) {
		this.rooms.computeIfPresent(place, (any, room) -> (room.callers(-1) == 0) ? null : room);
	}

	/**
	 * Tells those who wait for a load that it has failed.
	 */
	void failed(StoreKey key, Expected expected, WaitingRoom.Failed failed) {
		WaitingRoom room = this.rooms.get(new Place(key, expected));
		if (room != null) {
			room.failed(failed);
		}
	}

	/**
	 * What callers wait for together.
	 *
	 * @param key the key
	 * @param expected what they take
	 */
	record Place(StoreKey key, Expected expected) {
	}

}
