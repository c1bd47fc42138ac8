package dev.cachepatterns.integration.jpa;

import java.util.Optional;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.cachepatterns.annotation.WriteThrough;

/**
 * A repository with annotated methods.
 */
interface TownRepository extends JpaRepository<Town, Long> {

	@Override
	@Cacheable("towns")
	Optional<Town> findById(Long id);

	@Override
	@WriteThrough(cacheNames = "towns", key = "#p0.id")
	<S extends Town> S save(S town);

	@Override
	@CacheEvict("towns")
	void deleteById(Long id);

	@Transactional
	@Modifying(clearAutomatically = true, flushAutomatically = true)
	@Query("update Town t set t.name = :name, t.version = t.version + 1 where t.id = :id")
	@CacheEvict(cacheNames = "towns", key = "#id")
	int rename(long id, String name);

	@Transactional
	@Modifying(clearAutomatically = true, flushAutomatically = true)
	@Query("update Town t set t.name = :name, t.version = t.version + 1 where t.id = :id")
	@WriteThrough(cacheNames = "names", key = "#id", entry = "#name")
	int renameThrough(long id, String name);

	@Transactional(propagation = Propagation.REQUIRES_NEW)
	@Modifying
	@Query("update Town t set t.name = :name, t.version = t.version + 1 where t.id = :id")
	@CacheEvict(cacheNames = "towns", key = "#id")
	int renameIndependently(long id, String name);

	/**
	 * Asks no cache, and may be answered by the persistence context.
	 */
	Town getTownById(Long id);

	/**
	 * Asks no cache, and always the database.
	 */
	@Query("select t.name from Town t where t.id = :id")
	String nameOf(long id);

}
