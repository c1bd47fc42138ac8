package dev.cachepatterns.readme;

import java.time.Duration;
import java.util.function.LongFunction;

import dev.cachepatterns.annotation.CacheTtl;
import dev.cachepatterns.ttl.Lifetime;
import dev.cachepatterns.ttl.TtlPolicy;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;

/**
 * The listings of docs/ttl.md.
 */
class Orders {

	private final Table orders;

	Orders(LongFunction<Order> rows) {
		this.orders = rows::apply;
	}

	@Cacheable(cacheNames = "orders", key = "#id")
	@CacheTtl("#result.closed ? '30d' : '1m'")
	public Order find(long id) {
		return this.orders.read(id);
	}

	/**
	 * The database.
	 */
	interface Table {

		/**
		 * Reads a row.
		 */
		Order read(long id);

	}

	/**
	 * A row.
	 *
	 * @param id its key
	 * @param closed whether it will not change any more
	 */
	record Order(long id, boolean closed) {
	}

	/**
	 * A policy.
	 */
	static class Policies {

		@Bean
		@Qualifier("orders")
		TtlPolicy orderTtl() {
			return (order) -> (order instanceof Order known && known.closed()) ? Lifetime.of(Duration.ofDays(30))
					: Lifetime.of(Duration.ofMinutes(1));
		}

	}

}
