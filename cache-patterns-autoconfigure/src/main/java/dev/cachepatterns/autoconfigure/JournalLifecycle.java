package dev.cachepatterns.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.journal.jdbc.JdbcJournal;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * Begins to poll the journal before requests arrive, and ends it after them.
 */
final class JournalLifecycle implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

	private final JdbcJournal journal;

	private volatile boolean running;

	JournalLifecycle(JdbcJournal journal) {
		this.journal = journal;
	}

	@Override
	public void start() {
		try {
			this.journal.poll();
		}
		catch (BadSqlGrammarException ex) {
			throw new CachePatternsConfigurationException(
					"Property 'cache-patterns.consistency.journal' is 'jdbc', but the table cache_patterns_journal "
							+ "cannot be read: %s".formatted(ex.getMostSpecificCause().getMessage()),
					"Create it with dev/cachepatterns/journal/schema-h2.sql or schema-postgresql.sql, which are in the "
							+ "JAR, for example in a migration of Flyway or Liquibase; or set "
							+ "'cache-patterns.consistency.jdbc.initialize-schema: always'.");
		}
		catch (DataAccessException ex) {
			logger.warn("The journal of cache-patterns cannot be read: until it can, nothing is served from the cache",
					ex);
		}
		this.journal.start();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.journal.stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return 0;
	}

}
