package dev.cachepatterns.unreachable;

import javax.sql.DataSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * An application, whose commits can succeed without anybody being told.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class NamesApplication {

	@Bean
	Names names(JdbcClient database) {
		return new Names(database);
	}

	@Bean
	Commits transactionManager(DataSource source) {
		return new Commits(source);
	}

	/**
	 * Commits, and can lose the answer.
	 */
	static final class Commits extends JdbcTransactionManager {

		private volatile boolean lost;

		Commits(DataSource source) {
			super(source);
		}

		void loseTheNextAnswer() {
			this.lost = true;
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			super.doCommit(status);
			if (this.lost) {
				this.lost = false;
				throw new TransactionSystemException("No answer to the commit");
			}
		}

	}

}
