package dev.cachepatterns.benchmarks.subject;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The value that is cached: about 700 bytes of JSON.
 *
 * @param id the key
 * @param sku the stock-keeping unit
 * @param name what it is called
 * @param description a few sentences
 * @param brand who makes it
 * @param category the path in the shop
 * @param price the price, two decimals
 * @param currency ISO 4217
 * @param stock how many there are
 * @param weight grams
 * @param available whether it can be ordered
 * @param changed when it was last written
 * @param tags words to search by
 */
public record Product(long id, String sku, String name, String description, String brand, String category,
		BigDecimal price, String currency, int stock, double weight, boolean available, Instant changed,
		List<String> tags) implements Serializable {

	private static final Product SAMPLE = new Product(0, "KB-87-ISO-BRN", "Tenkeyless mechanical keyboard",
			"A compact keyboard with 87 keys, tactile switches that can be replaced, and caps of PBT that keep their "
					+ "legends. The case is aluminium, the cable comes off, and the firmware is open: every key can be "
					+ "given another meaning, in layers. It ships with two spare switches and a puller.",
			"Northbridge", "Computers/Accessories/Keyboards", new BigDecimal("129.90"), "EUR", 420, 932.5, true,
			Instant.parse("2026-03-14T09:26:53.589Z"),
			List.of("keyboard", "mechanical", "tenkeyless", "iso-layout", "hot-swap", "aluminium"));

	/**
	 * The product of an id.
	 * @param id the id
	 * @return a new object
	 */
	public static Product of(long id) {
		return new Product(id, SAMPLE.sku, SAMPLE.name, SAMPLE.description, SAMPLE.brand, SAMPLE.category, SAMPLE.price,
				SAMPLE.currency, SAMPLE.stock, SAMPLE.weight, SAMPLE.available, SAMPLE.changed, SAMPLE.tags);
	}

}
