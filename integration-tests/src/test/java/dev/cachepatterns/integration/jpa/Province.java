package dev.cachepatterns.integration.jpa;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;

/**
 * An entity with what is loaded only when it is used.
 */
@Entity
class Province {

	@Id
	private Long id;

	private String name;

	@OneToMany(fetch = FetchType.LAZY)
	private List<Sign> signs = new ArrayList<>();

	@ManyToOne(fetch = FetchType.LAZY)
	private Sign border;

	Province() {
	}

	Province(Long id, String name, Sign sign, boolean border) {
		this.id = id;
		this.name = name;
		this.border = border ? sign : null;
		this.signs.add(sign);
	}

	String name() {
		return this.name;
	}

	List<Sign> signs() {
		return this.signs;
	}

}
