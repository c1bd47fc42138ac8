package dev.cachepatterns.integration.jpa;

import java.io.IOException;

import jakarta.persistence.EntityManager;

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.transaction.annotation.Transactional;

import dev.cachepatterns.annotation.WriteThrough;

/**
 * Signs, of which two writers change different columns.
 */
class Signs {

	private final EntityManager entities;

	private final CacheManager caches;

	Signs(EntityManager entities, CacheManager caches) {
		this.entities = entities;
		this.caches = caches;
	}

	/**
	 * Asks no cache, and may be answered by the persistence context.
	 */
	public String find(long id) {
		return this.entities.find(Sign.class, id).looks();
	}

	@Cacheable("signs")
	public String looks(long id) {
		return find(id);
	}

	@Cacheable(cacheNames = "signs", sync = true)
	public String looksInTurn(long id) {
		return find(id);
	}

	/**
	 * The same, through the cache in the hands of the application.
	 */
	public String loaded(long id) {
		return this.caches.getCache("signs").get(id, () -> find(id));
	}

	@Transactional
	@CacheEvict(cacheNames = "signs", key = "#id")
	public void paint(long id, String colour) {
		this.entities.find(Sign.class, id).paint(colour);
	}

	@Transactional
	@CacheEvict(cacheNames = "signs", key = "#id")
	public void paintAndComplain(long id, String colour) throws IOException {
		this.entities.find(Sign.class, id).paint(colour);
		throw new IOException("Committed all the same");
	}

	@Transactional
	@WriteThrough(cacheNames = "signs", key = "#id")
	public String letter(long id, String text) {
		return letter(id, text, () -> {
		});
	}

	@Transactional
	@WriteThrough(cacheNames = "signs", key = "#id")
	public String letter(long id, String text, Runnable afterRead) {
		Sign sign = this.entities.find(Sign.class, id);
		afterRead.run();
		sign.letter(text);
		return sign.looks();
	}

	@Transactional
	public void inside(Runnable work) {
		work.run();
	}

}
