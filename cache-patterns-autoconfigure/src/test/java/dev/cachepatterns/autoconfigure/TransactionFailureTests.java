package dev.cachepatterns.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Transactions of an application whose Redis is gone.
 */
@ExtendWith(OutputCaptureExtension.class)
class TransactionFailureTests {

	private final RedisServer server = RedisServer.started();

	private final ApplicationContextRunner runner = Runners.redis()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				JdbcClientAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
				TransactionAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true",
				"spring.data.redis.port=" + this.server.port(), "spring.data.redis.timeout=1s",
				"spring.data.redis.connect-timeout=1s")
		.withBean(Names.class);

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void writeThatIsCommittedIsDoneAndLogged(CapturedOutput output) {
		withoutServer(this.runner, (names) -> {
			assertThat(names.rename(1, "Ann")).isEqualTo("Ann");
			assertThat(names.find(1)).isEqualTo("Ann");
			names.delete(1);
			names.insert(2, "Bob");
			names.deleteAll();
			assertThat(names.count()).isZero();
			Awaitility.await()
				.untilAsserted(() -> assertThat(output).contains("Cache 'names' may keep an old value of key '1'")
					.contains("Cache 'names' may keep old values"));
		});
	}

	@Test
	void writeThatIsCommittedNeverThrowsThoughTheErrorHandlerDoes(CapturedOutput output) {
		withoutServer(this.runner.withUserConfiguration(Throwing.class), (names) -> {
			assertThat(names.rename(1, "Ann")).isEqualTo("Ann");
			names.delete(1);
			names.insert(2, "Bob");
			names.deleteAll();
			assertThat(names.count()).isZero();
			// The connection has waited for one timeout: the rest is tried by other
			// threads
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(Throwing.SEEN).containsExactlyInAnyOrder("evict 1", "evict 1", "clear"));
		});
		assertThat(output).contains("the CacheErrorHandler threw");
	}

	private void withoutServer(ApplicationContextRunner runner, Consumer<Names> calls) {
		Throwing.SEEN.clear();
		runner.run((context) -> {
			Names names = context.getBean(Names.class);
			context.getBean(JdbcClient.class).sql("create table person (id int, name varchar(10))").update();
			names.insert(1, "old");
			assertThat(names.find(1)).isEqualTo("old");
			this.server.kill();
			calls.accept(names);
		});
	}

	/**
	 * An application whose error handler gives failures to the caller.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Throwing extends SimpleCacheErrorHandler implements CachingConfigurer {

		private static final List<String> SEEN = new CopyOnWriteArrayList<>();

		@Override
		public CacheErrorHandler errorHandler() {
			return this;
		}

		@Override
		public void handleCachePutError(RuntimeException exception, Cache cache, Object key, Object value) {
			SEEN.add("put " + key);
			throw exception;
		}

		@Override
		public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {
			SEEN.add("evict " + key);
			throw exception;
		}

		@Override
		public void handleCacheClearError(RuntimeException exception, Cache cache) {
			SEEN.add("clear");
			throw exception;
		}

	}

	/**
	 * A table and its cache.
	 */
	static class Names {

		private final JdbcClient database;

		Names(JdbcClient database) {
			this.database = database;
		}

		@Cacheable("names")
		public String find(int id) {
			return this.database.sql("select name from person where id = ?").param(id).query(String.class).single();
		}

		@Transactional
		public void insert(int id, String name) {
			this.database.sql("insert into person values (?, ?)").params(id, name).update();
		}

		@Transactional
		@WriteThrough(cacheNames = "names", key = "#id")
		public String rename(int id, String name) {
			this.database.sql("update person set name = ? where id = ?").params(name, id).update();
			return name;
		}

		@Transactional
		@CacheEvict("names")
		public void delete(int id) {
			this.database.sql("delete from person where id = ?").param(id).update();
		}

		@Transactional
		@CacheEvict(cacheNames = "names", allEntries = true)
		public void deleteAll() {
			this.database.sql("delete from person").update();
		}

		public int count() {
			return this.database.sql("select count(*) from person").query(Integer.class).single();
		}

	}

}
