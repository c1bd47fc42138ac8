package dev.cachepatterns.integration.jpa;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cached entities, as users cache them.
 */
class Provinces {

	private final EntityManager entities;

	Provinces(EntityManager entities) {
		this.entities = entities;
	}

	@Transactional
	public void add(long id, long sign, boolean border) {
		this.entities.persist(new Province(id, "Here", this.entities.getReference(Sign.class, sign), border));
	}

	/**
	 * The collection is not loaded, and cannot be when it is stored.
	 */
	@Cacheable("provinces")
	public Province lazy(long id) {
		return this.entities.find(Province.class, id);
	}

	/**
	 * The same, which can be called inside of a transaction.
	 */
	@Transactional(readOnly = true)
	@Cacheable("loading-provinces")
	public Province loading(long id) {
		return this.entities.find(Province.class, id);
	}

	/**
	 * A proxy in place of the entity.
	 */
	@Transactional(readOnly = true)
	@Cacheable("references")
	public Sign reference(long id) {
		Sign sign = this.entities.getReference(Sign.class, id);
		Hibernate.initialize(sign);
		return sign;
	}

	@Cacheable(cacheNames = "references", sync = true)
	public Sign referenceInTurn(long id) {
		return this.entities.getReference(Sign.class, id);
	}

	/**
	 * What one caches instead.
	 */
	@Transactional(readOnly = true)
	@Cacheable("views")
	public View view(long id) {
		Province province = this.entities.find(Province.class, id);
		return new View(province.name(), province.signs().stream().map(Sign::looks).toList());
	}

	/**
	 * A record of what is shown.
	 */
	record View(String name, List<String> signs) {
	}

}
