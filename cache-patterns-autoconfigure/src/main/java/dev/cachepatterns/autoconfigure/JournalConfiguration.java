package dev.cachepatterns.autoconfigure;

import dev.cachepatterns.autoconfigure.ConsistencyProperties.JournalType;
import dev.cachepatterns.journal.Debts;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.pattern.Trust;
import dev.cachepatterns.store.CacheStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the cache still owes, and is not trusted with.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(CacheStore.class)
class JournalConfiguration {

	private static final int KEYS = 10_000;

	@Bean
	JournalThreads cachePatternsJournalThreads() {
		return new JournalThreads();
	}

	@Bean(destroyMethod = "stop")
	@ConditionalOnMissingBean(Journal.class)
	Debts cachePatternsDebts(CacheStore store, JournalThreads threads, CachePatternsProperties properties) {
		ConsistencyProperties settings = properties.consistency();
		if (settings.journal() == JournalType.JDBC) {
			throw new CachePatternsConfigurationException(
					"Property 'cache-patterns.consistency.journal' is 'jdbc', but Spring's JDBC is not on the class path.",
					"Depend on spring-boot-starter-jdbc or spring-boot-starter-data-jpa, or set it to 'none'.");
		}
		return new Debts(store, threads.replays(), System::nanoTime, settings.intentTimeout(), KEYS);
	}

	@Bean
	Trust cachePatternsJournalTrust(Journal journal) {
		return journal::covers;
	}

	@Bean
	PromiseReport cachePatternsPromiseReport(CacheStore store, CachePatternsProperties properties) {
		return new PromiseReport(store.name(), properties);
	}

}
