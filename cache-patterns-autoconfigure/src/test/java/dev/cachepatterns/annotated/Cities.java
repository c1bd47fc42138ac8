package dev.cachepatterns.annotated;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.cachepatterns.annotation.WriteThrough;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;

/**
 * Annotated methods in front of a map that stands for a database.
 */
@CacheConfig(cacheNames = "cities")
public class Cities {

	private final Map<Long, City> rows = new ConcurrentHashMap<>();

	private final CountDownLatch together = new CountDownLatch(2);

	private final AtomicInteger calls = new AtomicInteger();

	Map<Long, City> rows() {
		return this.rows;
	}

	int calls() {
		return this.calls.getAndSet(0);
	}

	City row(long id) {
		this.calls.incrementAndGet();
		return this.rows.get(id);
	}

	@Cacheable
	public City find(long id) {
		return row(id);
	}

	@Cacheable("optional")
	public Optional<City> findOptional(long id) {
		return Optional.ofNullable(row(id));
	}

	@Cacheable("lists")
	public List<City> findAll(List<Long> ids) {
		return ids.stream().map(this::row).toList();
	}

	@Cacheable("maps")
	public Map<Long, City> map() {
		this.calls.incrementAndGet();
		return new TreeMap<>(this.rows);
	}

	@Cacheable("sets")
	public Set<String> names(String first, String second) {
		this.calls.incrementAndGet();
		return Set.of(first, second);
	}

	@Cacheable("primitive")
	public long count() {
		this.calls.incrementAndGet();
		return this.rows.size();
	}

	@Cacheable("open")
	public Object open(long id) {
		return row(id);
	}

	@Cacheable(cacheNames = "unless", unless = "#result.name.startsWith('New')")
	public City unless(long id) {
		return row(id);
	}

	@Cacheable(cacheNames = "condition", condition = "#id > 10")
	public City condition(long id) {
		return row(id);
	}

	@Cacheable(cacheNames = { "first", "second" })
	public City several(long id) {
		return row(id);
	}

	@Cacheable(cacheNames = "sync", sync = true)
	public City sync(long id) {
		return row(id);
	}

	@Cacheable(cacheNames = "keys", key = "#city.id")
	public String name(City city) {
		return row(city.id()).name();
	}

	@Cacheable(cacheNames = "generated", keyGenerator = "upperCase")
	public String generated(String name) {
		this.calls.incrementAndGet();
		return name;
	}

	@Cacheable(cacheNames = "managed", cacheManager = "plainManager")
	public City managed(long id) {
		return row(id);
	}

	@Cacheable(cacheResolver = "byArgument")
	public City resolved(String cache, long id) {
		return row(id);
	}

	@CachedCity
	public City composed(long id) {
		return row(id);
	}

	@Cacheable("shared")
	public String one(long id) {
		this.calls.incrementAndGet();
		return "one";
	}

	@Cacheable("shared")
	public String two(long id) {
		this.calls.incrementAndGet();
		return "two";
	}

	@Cacheable(cacheNames = "sync-shared", sync = true)
	public String slowOne(long id) throws InterruptedException {
		this.together.countDown();
		this.together.await();
		return "one";
	}

	@Cacheable(cacheNames = "sync-shared", sync = true)
	public String slowTwo(long id) throws InterruptedException {
		this.together.countDown();
		this.together.await();
		return "two";
	}

	@Cacheable("failing")
	public City fail(long id) {
		this.calls.incrementAndGet();
		throw new IllegalArgumentException("No city " + id);
	}

	@CachePut(key = "#city.id")
	public City put(City city) {
		this.rows.put(city.id(), city);
		return city;
	}

	@CacheEvict
	public void delete(long id) {
		this.rows.remove(id);
	}

	@CacheEvict(allEntries = true)
	public void deleteAll() {
		this.rows.clear();
	}

	@CacheEvict(beforeInvocation = true)
	public void deleteAndFail(long id) {
		throw new IllegalStateException("Evicted before");
	}

	@CacheEvict
	public void failToDelete(long id) {
		throw new IllegalStateException("Not evicted");
	}

	@Caching(put = @CachePut(key = "#city.id"), evict = { @CacheEvict(cacheNames = "optional", key = "#city.id"),
			@CacheEvict(cacheNames = "lists", allEntries = true) })
	public City save(City city) {
		this.rows.put(city.id(), city);
		return city;
	}

	@WriteThrough(key = "#city.id", evict = { @CacheEvict(cacheNames = "optional", key = "#city.id"),
			@CacheEvict(cacheNames = "lists", allEntries = true) })
	public City write(City city) {
		this.rows.put(city.id(), city);
		return city;
	}

	@WriteThrough(key = "#city.id", entry = "#city.renamed(#city.name + '!')")
	public void writeEntry(City city) {
		this.rows.put(city.id(), city.renamed(city.name() + "!"));
	}

	@WriteThrough(key = "#city.id", unless = "#result.name.length > 20")
	public City writeUnless(City city) {
		this.rows.put(city.id(), city);
		return city;
	}

	@WriteThrough(key = "#city.id", condition = "#city.name != 'ignored'")
	public City writeOnCondition(City city) {
		return city;
	}

	@WriteThrough
	public Optional<City> writeOptional(long id) {
		return Optional.ofNullable(this.rows.get(id));
	}

	@WriteThrough(key = "#id")
	public City failToWrite(long id) {
		throw new IllegalStateException("Not written");
	}

	@StoredCity
	public City composedWrite(City city) {
		this.rows.put(city.id(), city);
		return city;
	}

}
