package dev.cachepatterns.session;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * An attribute that is changed in place.
 */
public final class Basket implements Serializable {

	private static final long serialVersionUID = 1;

	private final List<String> items = new ArrayList<>();

	public Basket add(String item) {
		this.items.add(item);
		return this;
	}

	public List<String> items() {
		return this.items;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Basket basket && basket.items.equals(this.items);
	}

	@Override
	public int hashCode() {
		return this.items.hashCode();
	}

}
