package dev.cachepatterns.autoconfigure;

import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

import dev.cachepatterns.autoconfigure.ConsistencyProperties.Jdbc;
import dev.cachepatterns.autoconfigure.ConsistencyProperties.Jdbc.InitializeSchema;
import dev.cachepatterns.autoconfigure.ConsistencyProperties.JournalWrites;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.journal.jdbc.Collaborators;
import dev.cachepatterns.journal.jdbc.JdbcJournal;
import dev.cachepatterns.store.CacheStore;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionManager;

/**
 * The journal of {@code cache-patterns.consistency.journal: jdbc}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ JdbcTemplate.class, DataSourceBuilder.class })
@ConditionalOnBean(CacheStore.class)
@ConditionalOnProperty(name = "cache-patterns.consistency.journal", havingValue = "jdbc")
class JdbcJournalConfiguration {

	private static final String SCRIPT = "classpath:dev/cachepatterns/journal/schema-@@platform@@.sql";

	@Bean
	JournalDataSource cachePatternsJournalDataSource(CachePatternsProperties properties, BeanFactory beans) {
		return new JournalDataSource(find(properties.consistency().jdbc(), beans));
	}

	@Bean
	@ConditionalOnMissingBean(name = "cachePatternsJournalInitializer")
	DataSourceScriptDatabaseInitializer cachePatternsJournalInitializer(CachePatternsProperties properties,
			JournalDataSource source) {
		InitializeSchema when = properties.consistency().jdbc().initializeSchema();
		boolean create = when == InitializeSchema.ALWAYS
				|| (when == InitializeSchema.EMBEDDED && EmbeddedDatabaseConnection.isEmbedded(source.application()));
		DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
		settings.setMode(create ? DatabaseInitializationMode.ALWAYS : DatabaseInitializationMode.NEVER);
		if (create) {
			settings.setSchemaLocations(
					new PlatformPlaceholderDatabaseDriverResolver().resolveAll(source.application(), SCRIPT));
		}
		return new DataSourceScriptDatabaseInitializer(source.application(), settings);
	}

	@Bean
	@DependsOnDatabaseInitialization
	@ConditionalOnMissingBean(Journal.class)
	JdbcJournal cachePatternsJournal(CachePatternsProperties properties, JournalDataSource source, CacheStore store,
			JournalThreads threads) {
		ConsistencyProperties consistency = properties.consistency();
		JdbcJournal.Settings settings = new JdbcJournal.Settings(properties.keyPrefix(), consistency.journalBound(),
				consistency.intentTimeout(), consistency.journalWrites() == JournalWrites.ALL, Stamps.random());
		return new JdbcJournal(source.application(), source.polls(), settings,
				new Collaborators(store, threads.polls(), threads.replays(), System::nanoTime));
	}

	@Bean
	JournalLifecycle cachePatternsJournalLifecycle(JdbcJournal journal) {
		return new JournalLifecycle(journal);
	}

	@Bean
	JournalTransactionReport cachePatternsJournalTransactionReport(JournalDataSource source,
			ObjectProvider<TransactionManager> managers) {
		return new JournalTransactionReport(source.application(), managers);
	}

	private static DataSource find(Jdbc settings, BeanFactory beans) {
		ObjectProvider<DataSource> all = beans.getBeanProvider(DataSource.class);
		String name = settings.dataSource();
		if (name != null) {
			if (beans.containsBean(name) && beans.isTypeMatch(name, DataSource.class)) {
				return unwrap(beans.getBean(name, DataSource.class));
			}
			throw new CachePatternsConfigurationException(
					"Property 'cache-patterns.consistency.jdbc.data-source' is '%s', but no DataSource bean has that name."
						.formatted(name),
					"Use the name of the DataSource bean whose transactions write what is cached.");
		}
		DataSource only = all.getIfUnique();
		if (only == null) {
			List<DataSource> several = all.stream().toList();
			throw new CachePatternsConfigurationException(
					"Property 'cache-patterns.consistency.journal' is 'jdbc', but the application has %s."
						.formatted(several.isEmpty() ? "no DataSource bean"
								: String.format(Locale.ROOT, "%d DataSource beans, and none is primary",
										several.size())),
					several.isEmpty() ? "Configure one with spring.datasource.url, or set the journal to 'none'."
							: "Name the one whose transactions write what is cached in "
									+ "cache-patterns.consistency.jdbc.data-source.");
		}
		return unwrap(only);
	}

	private static DataSource unwrap(DataSource source) {
		// As transaction managers do: their connections are bound to the target
		DataSource target = (source instanceof TransactionAwareDataSourceProxy proxy) ? proxy.getTargetDataSource()
				: null;
		return (target != null) ? target : source;
	}

}
