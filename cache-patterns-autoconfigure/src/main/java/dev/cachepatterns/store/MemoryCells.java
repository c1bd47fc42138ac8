package dev.cachepatterns.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.SteppedStore.Change;

/**
 * The memory of this JVM, bounded by size.
 */
final class MemoryCells implements SteppedStore.Cells {

	// What Caffeine's node, the map's and our own objects take beside the bytes
	private static final int OVERHEAD = 160;

	private final Cache<StoreKey, Cell> cells;

	private final Clock clock;

	// One for all buckets of a cache: there is no slot or node to share
	private final ConcurrentMap<Region, Cell> generations = new ConcurrentHashMap<>();

	MemoryCells(long maximumBytes, Clock clock, Consumer<String> onEviction) {
		this.clock = clock;
		this.cells = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.expireAfter(Expiry.<StoreKey, Cell>writing(
					(key, cell) -> Duration.ofMillis(Math.max(0, cell.expiresAt() - clock.millis()))))
			.maximumWeight(maximumBytes)
			.weigher((StoreKey key, Cell cell) -> OVERHEAD + key.keyLength() + size(cell.slot()))
			.evictionListener((@Nullable StoreKey key, @Nullable Cell cell, RemovalCause cause) -> {
				if (key != null && cause == RemovalCause.SIZE) {
					onEviction.accept(key.region().cache());
				}
			})
			.build();
	}

	@Override
	public String name() {
		return "memory";
	}

	@Override
	public Lookup get(StoreKey key) {
		// The slot first: a generation that still matches afterwards matched then
		Cell found = this.cells.getIfPresent(key);
		Cell cell = (found != null) ? found : Cell.NOTHING;
		return new Lookup(cell.slot(), id(this.generations.get(key.region())), cell.expiresAt());
	}

	@Override
	public Map<StoreKey, Lookup> getAll(Collection<StoreKey> keys) {
		Map<StoreKey, Lookup> result = new LinkedHashMap<>();
		keys.forEach((key) -> result.put(key, get(key)));
		return result;
	}

	@Override
	public CompletionStage<Lookup> getAsync(StoreKey key) {
		return CompletableFuture.completedFuture(get(key));
	}

	@Override
	public OptionalLong generation(StoreKey key, long fresh) {
		return id(this.generations.compute(key.region(),
				(region, cell) -> (current(cell).isEmpty()) ? Cell.generation(fresh) : current(cell)));
	}

	@Override
	public Change change(StoreKey key, Step step) {
		AtomicReference<Change> change = new AtomicReference<>(new Change(Cell.NOTHING, Cell.NOTHING));
		this.cells.asMap().compute(key, (name, cell) -> {
			Cell before = (cell != null) ? cell : Cell.NOTHING;
			Cell after = step.apply(before);
			change.set(new Change(before, after));
			return after.isEmpty() ? null : after;
		});
		Change done = Objects.requireNonNull(change.get());
		Step next = step.onGeneration(done.before());
		if (next != null) {
			changeGenerations(key.region(), next);
		}
		return done;
	}

	@Override
	public boolean add(StoreKey key, Cell cell) {
		return this.cells.asMap().putIfAbsent(key, cell) == null;
	}

	@Override
	public void set(StoreKey key, Cell cell) {
		this.cells.put(key, cell);
	}

	@Override
	public boolean delete(StoreKey key) {
		return this.cells.asMap().remove(key) != null;
	}

	@Override
	public OptionalLong changeUnderGeneration(StoreKey key, Step step, long fresh) {
		return (change(key, step).after().slot() instanceof Slot.Intent) ? generation(key, fresh)
				: OptionalLong.empty();
	}

	@Override
	public void changeGenerations(Region region, Step step) {
		this.generations.compute(region, (name, cell) -> {
			Cell after = step.apply(current(cell));
			return after.isEmpty() ? null : after;
		});
	}

	private Cell current(@Nullable Cell cell) {
		return (cell != null && cell.expiresAt() > this.clock.millis()) ? cell : Cell.NOTHING;
	}

	private static OptionalLong id(@Nullable Cell cell) {
		return (cell != null && cell.slot() instanceof Slot.Generation generation) ? OptionalLong.of(generation.id())
				: OptionalLong.empty();
	}

	@Override
	public void close() {
		this.cells.invalidateAll();
		this.generations.clear();
	}

	private static int size(Slot slot) {
		return (slot instanceof Slot.Entry entry) ? entry.payload().remaining() : 0;
	}

}
