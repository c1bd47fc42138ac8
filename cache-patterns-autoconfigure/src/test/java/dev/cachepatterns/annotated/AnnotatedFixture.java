package dev.cachepatterns.annotated;

import java.util.concurrent.atomic.AtomicLong;

import dev.cachepatterns.cache.PatternCache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What the parts of {@link AnnotatedContract} need of a running application.
 */
public interface AnnotatedFixture {

	/**
	 * Identifiers that no other test uses.
	 */
	AtomicLong IDS = new AtomicLong(100);

	/**
	 * The application, on the backend under test.
	 */
	ConfigurableApplicationContext context();

	default Cities cities() {
		return context().getBean(Cities.class);
	}

	default AsynchronousCities asynchronous() {
		return context().getBean(AsynchronousCities.class);
	}

	default PatternCache cache(String name) {
		return (PatternCache) context().getBean("cacheManager", CacheManager.class).getCache(name);
	}

	/**
	 * A city that is in the database and in no cache; calls are counted from here.
	 */
	default City city() {
		City city = City.of(IDS.incrementAndGet());
		cities().rows().put(city.id(), city);
		asynchronous().rows().put(city.id(), city);
		cities().calls();
		asynchronous().calls();
		return city;
	}

}
