package dev.cachepatterns.sample.scenario;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.pattern.Storage;
import dev.cachepatterns.sample.AtlasApplication;
import dev.cachepatterns.sample.place.Place;
import dev.cachepatterns.sample.place.PlaceReads;
import dev.cachepatterns.store.CacheStore;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An instance of <i>Atlas</i>, on the scenario's database.
 *
 * @param context its context
 * @param places reads places as its requests do
 * @param refreshes its loads in the background
 */
record Atlas(ConfigurableApplicationContext context, LongFunction<Optional<Place>> places,
		Refreshes refreshes) implements AutoCloseable {

	private static final String DATABASE = "jdbc:h2:mem:scenario;DB_CLOSE_DELAY=-1";

	/**
	 * Fills the database with the sample's data, once for all scenarios of this JVM.
	 */
	static void load() {
		builder().run(arguments(Map.of("cache-patterns.backend", "memory"))).close();
	}

	/**
	 * Starts an instance.
	 * @param surroundings what it shares with others
	 * @param settings its properties, which come before those of the sample
	 * @param sources configuration that it has besides
	 */
	static Atlas start(Surroundings surroundings, Map<String, ?> settings, Class<?>... sources) {
		Refreshes refreshes = new Refreshes();
		ConfigurableApplicationContext context = builder().sources(sources)
			.lazyInitialization(true)
			.initializers((application) -> {
				ConfigurableListableBeanFactory beans = application.getBeanFactory();
				if (surroundings.store() != null) {
					beans.registerSingleton("scenarioStore", surroundings.store());
				}
				beans.addBeanPostProcessor(new Watched(surroundings, refreshes));
			})
			.run(arguments(settings));
		return new Atlas(context, PlaceReads.of(context), refreshes);
	}

	private static SpringApplicationBuilder builder() {
		return new SpringApplicationBuilder(AtlasApplication.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false);
	}

	private static String[] arguments(Map<String, ?> settings) {
		Map<String, Object> all = new HashMap<>(settings);
		all.put("spring.datasource.url", DATABASE);
		return all.entrySet()
			.stream()
			.map((property) -> "--" + property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
	}

	/**
	 * How many readers have waited for what another one has loaded.
	 */
	long waits() {
		PatternCache cache = cache();
		return (cache != null) ? cache.counts().waits() : 0;
	}

	/**
	 * How many answers were older than the TTL.
	 */
	long staleAnswers() {
		PatternCache cache = cache();
		return (cache != null) ? cache.counts().staleHits() : 0;
	}

	private @Nullable PatternCache cache() {
		return (this.context.getBean(CacheManager.class).getCache("places") instanceof PatternCache cache) ? cache
				: null;
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * What instances share.
	 *
	 * @param database their database
	 * @param store their cache, {@code null} for the one that they are configured for
	 * @param clock their time
	 */
	record Surroundings(Database database, @Nullable CacheStore store, Clock clock) {
	}

	/**
	 * Puts the scenario's database, clock and threads in the place of an instance's own.
	 */
	private record Watched(Surroundings surroundings, Refreshes refreshes) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			if (bean instanceof DataSource dataSource) {
				return this.surroundings.database().of(dataSource);
			}
			return (bean instanceof Storage storage) ? new Storage(storage.store(), storage.codec(), storage.random(),
					storage.executor(), this.refreshes.on(storage.refreshes()), storage.timed(), storage.prefix(),
					this.surroundings.clock(), storage.timeouts(), storage.trust(), storage.loads()) : bean;
		}

	}

}
