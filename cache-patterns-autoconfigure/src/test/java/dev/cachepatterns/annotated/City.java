package dev.cachepatterns.annotated;

import java.time.LocalDate;

/**
 * What the annotated methods of the tests return.
 */
public record City(long id, String name, LocalDate founded) {

	static City of(long id) {
		return new City(id, "City " + id, LocalDate.of(1535, 1, 18));
	}

	/**
	 * The same city by another name.
	 * @param name the name
	 * @return the city
	 */
	public City renamed(String name) {
		return new City(this.id, name, this.founded);
	}

}
