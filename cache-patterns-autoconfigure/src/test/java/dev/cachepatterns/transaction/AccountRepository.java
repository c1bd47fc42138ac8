package dev.cachepatterns.transaction;

import java.util.Optional;

import dev.cachepatterns.annotation.WriteThrough;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.repository.CrudRepository;

/**
 * A Spring Data repository with annotated methods.
 */
public interface AccountRepository extends CrudRepository<Account, Long> {

	@Override
	@Cacheable("repository")
	Optional<Account> findById(Long id);

	@Override
	@WriteThrough(cacheNames = "repository", key = "#p0.id")
	<S extends Account> S save(S account);

	@Override
	@CacheEvict("repository")
	void deleteById(Long id);

}
