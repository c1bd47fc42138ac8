package dev.cachepatterns.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.cachepatterns.journal.Debts;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.journal.jdbc.JdbcJournal;
import dev.cachepatterns.pattern.Trust;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JournalConfiguration} and {@link JdbcJournalConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class JournalConfigurationTests {

	private static final StoreKey KEY = StoreKey.of(Region.of("p", "names"), "1");

	private final ApplicationContextRunner none = Runners.redis();

	private final ApplicationContextRunner jdbc = this.none
		.withPropertyValues("cache-patterns.consistency.journal=jdbc");

	private final ApplicationContextRunner database = this.jdbc
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				DataSourceInitializationAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	@Test
	void journalByDefaultIsInMemoryAndNeedsNoDatabase() {
		this.none.withClassLoader(new FilteredClassLoader(JdbcTemplate.class, DataSourceBuilder.class))
			.run((context) -> {
				assertThat(context).hasSingleBean(Debts.class).hasSingleBean(Journal.class);
				assertThat(context.getBean(Trust.class).covers(KEY)).isTrue();
			});
	}

	@Test
	void journalOfTheApplicationTakesTheirPlace() {
		this.none.withBean(Debts.class, () -> new Debts(null, null, null, null, 1))
			.run((context) -> assertThat(context).hasSingleBean(Journal.class));
	}

	@Test
	void journalInAnEmbeddedDatabaseMakesItsTableAndIsPolledAtTheStart(CapturedOutput output) {
		this.database.run((context) -> {
			assertThat(context).hasSingleBean(Journal.class).hasSingleBean(JdbcJournal.class);
			assertThat(context.getBean(Trust.class).covers(KEY)).isTrue();
			context.getBean(JdbcTemplate.class)
				.update("insert into cache_patterns_journal values ('cache-patterns', 1, 'p', 'names', null, "
						+ "current_timestamp + interval '1' hour)");
			Awaitility.await().until(() -> !context.getBean(Trust.class).covers(KEY));
		});
		assertThat(output).doesNotContain("keeps one connection of the application's pool")
			.doesNotContain("cannot join")
			.contains("cache-patterns on redis: no read that starts after a write has returned sees anything older. "
					+ "While the cache cannot be reached, writes go on and are noted in the database: "
					+ "within 250ms no instance serves what they made old.");
	}

	@Test
	void journalWithoutDataSourceStopsTheStart() {
		this.jdbc.run((context) -> refused(context,
				"'cache-patterns.consistency.journal' is 'jdbc', but the application has no DataSource bean",
				"spring.datasource.url"));
	}

	@Test
	void journalWithoutJdbcStopsTheStart() {
		this.jdbc.withClassLoader(new FilteredClassLoader(JdbcTemplate.class))
			.run((context) -> refused(context, "'cache-patterns.consistency.journal' is 'jdbc', but Spring's JDBC",
					"spring-boot-starter-jdbc"));
	}

	@Test
	void journalWithSeveralDataSourcesStopsTheStartUnlessOneIsNamed() {
		ApplicationContextRunner two = this.jdbc.withBean("one", DataSource.class, () -> h2("one"))
			.withBean("two", DataSource.class, () -> h2("two"));
		two.run((context) -> refused(context, "has 2 DataSource beans, and none is primary",
				"cache-patterns.consistency.jdbc.data-source"));
		two.withPropertyValues("cache-patterns.consistency.jdbc.data-source=two").run((context) -> {
			new JdbcTemplate(context.getBean("two", DataSource.class)).execute("table cache_patterns_journal");
			assertThat(context.getBean(Trust.class).covers(KEY)).isTrue();
		});
		two.withPropertyValues("cache-patterns.consistency.jdbc.data-source=three")
			.run((context) -> refused(context, "'cache-patterns.consistency.jdbc.data-source' is 'three'",
					"name of the DataSource bean"));
	}

	@Test
	void tableThatIsMissingStopsTheStart() {
		this.database.withPropertyValues("cache-patterns.consistency.jdbc.initialize-schema=never")
			.run((context) -> refused(context, "the table cache_patterns_journal cannot be read",
					"cache-patterns.consistency.jdbc.initialize-schema: always"));
	}

	@Test
	void tableMadeByAMigrationIsThereBeforeTheFirstPoll() {
		this.database
			.withPropertyValues("cache-patterns.consistency.jdbc.initialize-schema=never",
					"spring.sql.init.schema-locations=classpath:dev/cachepatterns/journal/schema-h2.sql")
			.run((context) -> assertThat(context.getBean(Trust.class).covers(KEY)).isTrue());
	}

	@Test
	void dataSourceThatTellsNothingLendsOneConnection(CapturedOutput output) {
		DataSource hidden = h2("hidden");
		this.jdbc.withBean(DataSource.class, () -> new AbstractDataSource() {

			@Override
			public Connection getConnection() throws SQLException {
				return hidden.getConnection();
			}

			@Override
			public Connection getConnection(String user, String password) throws SQLException {
				return hidden.getConnection(user, password);
			}

		}).run((context) -> assertThat(context.getBean(Trust.class).covers(KEY)).isTrue());
		assertThat(output).contains("keeps one connection of the application's pool");
	}

	@Test
	void databaseThatIsDownAtTheStartOnlyKeepsTheCacheFromBeingUsed(CapturedOutput output) {
		this.jdbc
			.withBean(DataSource.class,
					() -> DataSourceBuilder.create()
						.type(SimpleDriverDataSource.class)
						.url("jdbc:h2:tcp://127.0.0.1:1/none")
						.build())
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(Trust.class).covers(KEY)).isFalse();
			});
		assertThat(output).contains("until it can, nothing is served from the cache");
	}

	@Test
	void transactionsThatTheJournalCannotJoinAreReported(CapturedOutput output) {
		this.database
			.withBean("other", PlatformTransactionManager.class, () -> new JdbcTransactionManager(h2("elsewhere")))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("cannot join the transactions of " + JdbcTransactionManager.class.getName())
			.contains("cache-patterns.consistency.jdbc.data-source");
	}

	@Test
	void promiseIsThatOfTheSettings(CapturedOutput output) {
		this.none.withPropertyValues("cache-patterns.consistency.on-unreachable=reject").run((context) -> {
		});
		assertThat(output).contains("While the cache cannot be reached, writes fail.");
		this.none.run((context) -> {
		});
		assertThat(output).contains("other instances may serve what they made old until the cache can be reached");
		Runners.memory().run((context) -> {
		});
		assertThat(output).contains("cache-patterns in memory: no read of this JVM");
		this.database.withPropertyValues("cache-patterns.consistency.journal-writes=all").run((context) -> {
		});
		assertThat(output).contains("Every write is noted in the database");
	}

	private static DataSource h2(String name) {
		return DataSourceBuilder.create().url("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1").username("sa").build();
	}

	private static void refused(AssertableApplicationContext context, String description, String action) {
		assertThat(context).hasFailed();
		Throwable failure = context.getStartupFailure();
		while (failure.getCause() != null && !(failure instanceof CachePatternsConfigurationException)) {
			failure = failure.getCause();
		}
		assertThat(failure).isInstanceOf(CachePatternsConfigurationException.class).hasMessageContaining(description);
		assertThat(((CachePatternsConfigurationException) failure).action()).contains(action);
	}

}
