package dev.cachepatterns.sample.user;

import java.util.Optional;

import dev.cachepatterns.annotation.WriteThrough;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads user profiles through the cache and writes them through it.
 */
@Service
class UserService {

	private final UserRepository repository;

	UserService(UserRepository repository) {
		this.repository = repository;
	}

	@Cacheable(cacheNames = "users", key = "#id")
	public Optional<UserProfile> find(String id) {
		return this.repository.find(id);
	}

	/**
	 * Write-through of a method whose result is not what is cached: {@code entry} is.
	 * @return whether the profile is new
	 */
	@Transactional
	@WriteThrough(cacheNames = "users", key = "#profile.id", entry = "#profile")
	public boolean save(UserProfile profile) {
		if (this.repository.update(profile)) {
			return false;
		}
		this.repository.insert(profile);
		return true;
	}

}
