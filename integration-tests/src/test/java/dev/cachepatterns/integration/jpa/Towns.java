package dev.cachepatterns.integration.jpa;

import java.io.IOException;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.transaction.annotation.Transactional;

import dev.cachepatterns.annotation.WriteThrough;

/**
 * A service above the repository.
 */
class Towns {

	private final TownRepository repository;

	Towns(TownRepository repository) {
		this.repository = repository;
	}

	@Cacheable("names")
	@Transactional(readOnly = true)
	public String name(long id) {
		return this.repository.nameOf(id);
	}

	/**
	 * Writes when it commits, not before.
	 */
	@Transactional
	@CacheEvict(cacheNames = { "towns", "names" }, key = "#id")
	public void rename(long id, String name) {
		this.repository.getTownById(id).rename(name);
	}

	@Transactional
	@WriteThrough(cacheNames = "towns", key = "#id", evict = @CacheEvict(cacheNames = "names", key = "#id"))
	public Town renameThrough(long id, String name) {
		Town town = this.repository.getTownById(id);
		town.rename(name);
		return town;
	}

	@Transactional
	@WriteThrough(cacheNames = "towns", key = "#id", evict = @CacheEvict(cacheNames = "names", key = "#id"))
	public Town renameAndFail(long id, String name) {
		this.repository.getTownById(id).rename(name);
		this.repository.flush();
		throw new IllegalStateException("Rolled back");
	}

	@Transactional
	@CacheEvict(cacheNames = "towns", key = "#id")
	public void renameAndComplain(long id, String name) throws IOException {
		this.repository.getTownById(id).rename(name);
		throw new IOException("Committed all the same");
	}

	@Transactional(rollbackFor = IOException.class)
	@CacheEvict(cacheNames = "towns", key = "#id")
	public void renameOrComplain(long id, String name) throws IOException {
		this.repository.getTownById(id).rename(name);
		this.repository.flush();
		throw new IOException("Rolled back");
	}

	@Transactional(noRollbackFor = IllegalStateException.class)
	@CacheEvict(cacheNames = "towns", key = "#id")
	public void renameAndGoOn(long id, String name) {
		this.repository.getTownById(id).rename(name);
		throw new IllegalStateException("Committed all the same");
	}

	/**
	 * What it reads is its own.
	 */
	@Transactional
	@CacheEvict(cacheNames = "towns", key = "#id")
	public String renameAndRead(long id, String name) {
		this.repository.getTownById(id).rename(name);
		this.repository.flush();
		return this.repository.findById(id).orElseThrow().name();
	}

	@CacheEvict(cacheNames = "towns", key = "#id")
	public void changed(long id) {
		// For those who have written by other ways
	}

	@CacheEvict(cacheNames = "names", allEntries = true)
	public void allChanged() {
		// For those who have written by other ways
	}

	@Transactional
	public void inside(Runnable work) {
		work.run();
	}

}
