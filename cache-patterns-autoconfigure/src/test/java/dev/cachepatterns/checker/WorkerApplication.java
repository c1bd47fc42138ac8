package dev.cachepatterns.checker;

import java.nio.file.Path;
import java.util.concurrent.Executors;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The application of a worker.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(NaiveConfiguration.class)
class WorkerApplication {

	@Bean
	Workload workload(Environment environment) {
		return Workload.of(environment);
	}

	@Bean
	EventLog eventLog(@Value("${checker.log}") Path path) {
		return new EventLog(path);
	}

	@Bean
	Steps steps(Workload workload) {
		return new Steps(workload);
	}

	@Bean
	Rows rows(JdbcClient database, @Value("${spring.datasource.url}") String url, Steps steps, EventLog log) {
		return new Rows(database, url.startsWith("jdbc:h2:"), steps, log);
	}

	@Bean
	Items items(Rows rows) {
		return new Items(rows, Executors.newCachedThreadPool());
	}

	@Bean
	Writes writes(Workload workload, Items items, Reads reads, PlatformTransactionManager transactions) {
		return new Writes(items, reads::get, new TransactionTemplate(transactions), workload.more());
	}

	@Bean
	Reads reads(Workload workload, Items items, Rows rows, CacheManager caches,
			PlatformTransactionManager transactions) {
		TransactionTemplate transaction = new TransactionTemplate(transactions);
		transaction.setIsolationLevel(workload.isolation().value());
		return new Reads(items, rows, cache(caches), transaction, workload.more());
	}

	@Bean
	Threads threads(Workload workload, Reads reads, Writes writes, EventLog log) {
		return new Threads(workload, reads, writes, log);
	}

	@Bean
	Rest rest(Workload workload, Rows rows, Items items, CacheManager caches) {
		return new Rest(workload.keys(), rows, items, cache(caches));
	}

	private static Cache cache(CacheManager caches) {
		Cache cache = caches.getCache(Items.CACHE);
		if (cache == null) {
			throw new IllegalStateException("No cache");
		}
		return cache;
	}

}
