package dev.cachepatterns.sample.place;

import java.util.List;
import java.util.Optional;

import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.sample.web.NotFoundException;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads places through the cache and writes them through it.
 */
@Service
public class PlaceService {

	private final PlaceRepository repository;

	PlaceService(PlaceRepository repository) {
		this.repository = repository;
	}

	/**
	 * Cache-aside. That an id is unknown is cached too, for the cache's null TTL.
	 */
	@Cacheable(cacheNames = "places", key = "#id")
	public Optional<Place> find(long id) {
		return this.repository.find(id);
	}

	@Cacheable(cacheNames = "searches")
	public List<Place> search(String prefix, int limit) {
		return this.repository.search(prefix, limit);
	}

	/**
	 * Write-through: once the transaction is committed the result is what the next read
	 * gets, and everything that was computed from the old value is gone.
	 */
	@Transactional
	@WriteThrough(cacheNames = "places", key = "#id",
			evict = { @CacheEvict(cacheNames = "countries", key = "#result.country"),
					@CacheEvict(cacheNames = { "country-pages", "searches" }, allEntries = true) })
	public Place update(long id, PlaceEdit edit) {
		this.repository.update(id, edit);
		return this.repository.find(id).orElseThrow(() -> new NotFoundException("place", id));
	}

}
