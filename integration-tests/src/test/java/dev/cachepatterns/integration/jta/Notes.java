package dev.cachepatterns.integration.jta;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.transaction.annotation.Transactional;

import dev.cachepatterns.annotation.WriteThrough;

/**
 * Annotated methods.
 */
class Notes {

	private volatile String text = "old";

	void set(String text) {
		this.text = text;
	}

	@Cacheable("notes")
	public String find(long id) {
		return this.text;
	}

	@Transactional
	@CacheEvict("notes")
	public void changed(long id) {
		// In the transaction
	}

	@Transactional
	@WriteThrough(cacheNames = "notes", key = "#id")
	public String write(long id, String text) {
		return text;
	}

}
