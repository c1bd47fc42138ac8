package dev.cachepatterns.memcached;

import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import net.rubyeye.xmemcached.GetsResponse;
import net.rubyeye.xmemcached.MemcachedClient;

import net.rubyeye.xmemcached.exception.MemcachedException;
import net.rubyeye.xmemcached.transcoders.Transcoder;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Frame;
import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.Step;
import dev.cachepatterns.store.SteppedStore.Cells;
import dev.cachepatterns.store.SteppedStore.Change;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * Memcached, over XMemcached and the text protocol.
 * <p>
 * A read is one multi-get of the entry and its generation, which are on one node. A step
 * is {@code gets} and {@code cas}, or {@code add}, until nothing came in between. The
 * numbers of {@code cas} begin again when the server restarts, which is why the steps
 * compare stamps too.
 */
public final class MemcachedCells implements Cells {

	// cas with a date in January 1970 removes: the client's text delete ignores the
	// number
	private static final int REMOVE = 30 * 24 * 60 * 60 + 1;

	private static final Transcoder<byte[]> BYTES = new BytesTranscoder();

	private final MemcachedClient client;

	private final BucketLocator locator;

	private final MultiGet multiGet;

	private final Sessions sessions;

	private final Clock clock;

	private final Executor executor;

	/**
	 * Cells on a client.
	 * @param client the client; shut down by {@link #close()}
	 * @param locator the client's {@link BucketLocator}
	 * @param clock the time by which entries expire
	 * @param executor runs {@link #getAsync}: the client only blocks
	 */
	public MemcachedCells(MemcachedClient client, BucketLocator locator, Clock clock, Executor executor) {
		this.client = client;
		this.locator = locator;
		this.multiGet = new MultiGet(client, locator, clock);
		this.sessions = new Sessions(client);
		this.clock = clock;
		this.executor = executor;
	}

	@Override
	public String name() {
		return "memcached";
	}

	@Override
	public String node(StoreKey key) {
		return this.multiGet.node(key);
	}

	@Override
	public void reconnect(StoreKey key) {
		this.sessions.renew(node(key));
	}

	@Override
	public Lookup get(StoreKey key) {
		return this.multiGet.get(key);
	}

	@Override
	public Map<StoreKey, Lookup> getAll(Collection<StoreKey> keys) {
		return this.multiGet.get(keys);
	}

	@Override
	public CompletionStage<Lookup> getAsync(StoreKey key) {
		return CompletableFuture.supplyAsync(() -> get(key), this.executor);
	}

	@Override
	public OptionalLong generation(StoreKey key, long fresh) {
		Name name = generationName(key);
		Step make = (before) -> before.isEmpty() ? Cell.generation(fresh) : before;
		return MemcachedErrors.translating(() -> {
			byte[] found = this.client.get(name.text(), timeout(), BYTES);
			Cell cell = Item.cell(found, name, this.clock.millis());
			if (cell.isEmpty()) {
				Change made = (found == null) ? tried(name, null, make) : null;
				cell = ((made != null) ? made : change(name, make)).after();
			}
			return (cell.slot() instanceof Slot.Generation there) ? OptionalLong.of(there.id()) : OptionalLong.empty();
		});
	}

	@Override
	public Change change(StoreKey key, Step step) {
		return spread(key, step, change(name(key), step));
	}

	private Change spread(StoreKey key, Step step, Change change) {
		Step next = step.onGeneration(change.before());
		if (next != null) {
			change(generationName(key), next);
		}
		return change;
	}

	private Change change(Name name, Step step) {
		return MemcachedErrors.translating(() -> {
			while (true) {
				Change change = tried(name, this.client.gets(name.text(), timeout(), BYTES), step);
				if (change != null) {
					return change;
				}
			}
		});
	}

	@Override
	public OptionalLong changeUnderGeneration(StoreKey key, Step step, long fresh) {
		Name name = name(key);
		Name generation = generationName(key);
		return MemcachedErrors.translating(() -> {
			while (true) {
				Map<String, GetsResponse<byte[]>> seen = this.client.gets(List.of(name.text(), generation.text()),
						timeout(), BYTES);
				Change change = tried(name, seen.get(name.text()), step);
				if (change != null) {
					GetsResponse<byte[]> there = seen.get(generation.text());
					if (!(spread(key, step, change).after().slot() instanceof Slot.Intent)) {
						return OptionalLong.empty();
					}
					return (there == null) ? made(key, fresh)
							: Frame.decodeGeneration(Item.frame(there.getValue(), generation));
				}
			}
		});
	}

	/**
	 * A generation for who has put its intent already: that it cannot be made means that
	 * there is none.
	 */
	private OptionalLong made(StoreKey key, long fresh) {
		try {
			return generation(key, fresh);
		}
		catch (StoreUnavailableException ex) {
			return OptionalLong.empty();
		}
	}

	/**
	 * Applies a step to what was seen.
	 * @return {@code null} if something came in between
	 */
	private @Nullable Change tried(Name name, @Nullable GetsResponse<byte[]> seen, Step step)
			throws TimeoutException, InterruptedException, MemcachedException {
		Cell before = Item.cell((seen != null) ? seen.getValue() : null, name, this.clock.millis());
		Cell after = step.apply(before);
		boolean done = after == before || (after.isEmpty() && seen == null) || write(name, seen, after);
		return done ? new Change(before, after) : null;
	}

	@Override
	public void set(StoreKey key, Cell cell) {
		Name name = name(key);
		byte[] item = Item.encode(name, Frame.encode(cell));
		int expiry = Item.expiry(cell.expiresAt(), this.clock.millis());
		MemcachedErrors.translating(() -> this.client.set(name.text(), expiry, item, BYTES, timeout()));
	}

	@Override
	public boolean delete(StoreKey key) {
		return MemcachedErrors.translating(() -> this.client.delete(name(key).text(), timeout()));
	}

	@Override
	public boolean add(StoreKey key, Cell cell) {
		Name name = name(key);
		return MemcachedErrors.translating(() -> write(name, null, cell));
	}

	private boolean write(Name name, @Nullable GetsResponse<byte[]> seen, Cell after)
			throws TimeoutException, InterruptedException, MemcachedException {
		if (after.isEmpty()) {
			return seen == null || this.client.cas(name.text(), REMOVE, new byte[1], BYTES, timeout(), seen.getCas());
		}
		byte[] item = Item.encode(name, Frame.encode(after));
		int expiry = Item.expiry(after.expiresAt(), this.clock.millis());
		return (seen != null) ? this.client.cas(name.text(), expiry, item, BYTES, timeout(), seen.getCas())
				: this.client.add(name.text(), expiry, item, BYTES, timeout());
	}

	@Override
	public void changeGenerations(Region region, Step step) {
		List<Name> names = IntStream.range(0, StoreKey.BUCKETS)
			.mapToObj((bucket) -> Name.generation(KeyLayout.generation(region, bucket)))
			.toList();
		@Nullable Map<String, GetsResponse<byte[]>> seen = seen(names);
		Map<String, StoreException> failures = new HashMap<>();
		for (Name name : names) {
			String node = this.locator.node(name.text());
			if (!failures.containsKey(node)) {
				try {
					changeSeen(name, seen, step);
				}
				catch (StoreException ex) {
					// One timeout is enough; the other nodes' are changed all the same
					failures.put(node, ex);
				}
			}
		}
		for (StoreException failure : failures.values()) {
			throw failure;
		}
	}

	private void changeSeen(Name name, @Nullable Map<String, GetsResponse<byte[]>> seen, Step step) {
		MemcachedErrors.translating(() -> {
			Change change = (seen != null) ? tried(name, seen.get(name.text()), step) : null;
			return (change != null) ? change : change(name, step);
		});
	}

	private @Nullable Map<String, GetsResponse<byte[]>> seen(List<Name> names) {
		try {
			return MemcachedErrors
				.translating(() -> this.client.gets(names.stream().map(Name::text).toList(), timeout(), BYTES));
		}
		catch (StoreUnavailableException ex) {
			// In the client one dead node fails the whole call
			return null;
		}
	}

	@Override
	public void close() {
		try {
			this.client.shutdown();
		}
		catch (IOException ex) {
			throw new StoreUnavailableException("Memcached's client cannot be shut down", ex);
		}
	}

	private long timeout() {
		return this.client.getOpTimeout();
	}

	private Name name(StoreKey key) {
		byte[] generation = KeyLayout.generation(key);
		return Name.entry(generation, KeyLayout.entry(key, generation));
	}

	private Name generationName(StoreKey key) {
		return Name.generation(KeyLayout.generation(key));
	}

}
