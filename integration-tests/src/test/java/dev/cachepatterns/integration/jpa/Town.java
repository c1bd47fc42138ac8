package dev.cachepatterns.integration.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Version;

/**
 * An entity.
 */
@Entity
public class Town {

	/**
	 * Run when Hibernate is about to write.
	 */
	static volatile Runnable beforeUpdate = () -> {
	};

	@Id
	private Long id;

	@Column(nullable = false, length = 20)
	private String name;

	@Version
	private Long version;

	Town() {
	}

	Town(Long id, String name) {
		this.id = id;
		this.name = name;
	}

	@PreUpdate
	void written() {
		beforeUpdate.run();
	}

	/**
	 * Its identifier.
	 */
	public Long getId() {
		return this.id;
	}

	String name() {
		return this.name;
	}

	void rename(String name) {
		this.name = name;
	}

}
