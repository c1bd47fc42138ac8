package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.awaitility.Awaitility;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that caches prices, with the settings of the starter.
 */
final class Shop implements AutoCloseable {

	static final int ITEMS = 5;

	/**
	 * Price of item 0 at the start; each further one costs 1 more.
	 */
	static final int OLD = 100;

	/**
	 * Price of item 0 after writes during a fault.
	 */
	static final int NEW = 200;

	private final ConfigurableApplicationContext context;

	private final Prices prices;

	private final CircuitBreakers breakers;

	/**
	 * An application.
	 * @param settings what leads to its cache
	 */
	Shop(String... settings) {
		this(List.of(), settings);
	}

	Shop(List<Class<?>> configurations, String... settings) {
		this.context = new SpringApplicationBuilder(Application.class).sources(configurations.toArray(Class<?>[]::new))
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties(settings)
			.run();
		this.prices = this.context.getBean(Prices.class);
		this.breakers = this.context.getBean(CircuitBreakers.class);
	}

	Prices prices() {
		return this.prices;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Whether a read did without the database.
	 */
	boolean hits(int item) {
		int before = this.prices.loads();
		this.prices.find(item);
		return this.prices.loads() == before;
	}

	/**
	 * Gives each item its first price, without the cache.
	 */
	Shop priced() {
		IntStream.range(0, ITEMS).forEach((item) -> this.prices.table().put(item, OLD + item));
		return this;
	}

	/**
	 * Gives each item its first price, and reads it until it is a hit.
	 */
	Shop filled() {
		priced();
		IntStream.range(0, ITEMS).forEach((item) -> untilHit(item, Duration.ofSeconds(20)));
		return this;
	}

	/**
	 * Reads an item until it is a hit.
	 * @return the time that it took, in milliseconds
	 */
	long untilHit(int item, Duration atMost) {
		long began = System.nanoTime();
		Awaitility.await().pollInterval(Duration.ofMillis(2)).atMost(atMost).until(() -> hits(item));
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
	}

	Collection<CircuitBreaker> breakers() {
		return this.breakers.all();
	}

	boolean opened() {
		return breakers().stream().anyMatch((breaker) -> breaker.getState() != State.CLOSED);
	}

	/**
	 * The calls in the windows of closed breakers that count against the cache.
	 */
	int unavailable() {
		return breakers().stream().mapToInt((breaker) -> breaker.getMetrics().getNumberOfFailedCalls()).sum();
	}

	/**
	 * Waits until the cache serves again, and checks that it serves nothing old.
	 * @param fault what was repaired at this moment
	 */
	void assertServesAgain(String fault) {
		long millis = untilHit(0, Duration.ofSeconds(10));
		System.out.printf("%s: first hit %d ms after the repair%n", fault, millis);
		for (int item = 0; item < ITEMS; item++) {
			untilHit(item, Duration.ofSeconds(10));
			assertThat(this.prices.find(item)).as("item %d after %s", item, fault).isEqualTo(NEW + item);
		}
		assertThat(Duration.ofMillis(millis)).as("first hit after " + fault).isLessThan(Duration.ofSeconds(2));
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Prices prices() {
			return new Prices();
		}

	}

}
