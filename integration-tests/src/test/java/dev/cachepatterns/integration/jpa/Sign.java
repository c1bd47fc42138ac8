package dev.cachepatterns.integration.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.DynamicUpdate;

/**
 * An entity without a version, of which only what has changed is written.
 */
@Entity
@DynamicUpdate
class Sign {

	@Id
	private Long id;

	private String text;

	private String colour;

	String looks() {
		return this.colour + " " + this.text;
	}

	void letter(String text) {
		this.text = text;
	}

	void paint(String colour) {
		this.colour = colour;
	}

}
