package dev.cachepatterns.integration.jta;

import com.atomikos.icatch.jta.UserTransactionManager;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.jta.JtaTransactionManager;

/**
 * An application with a JTA provider, and a database that takes no part in it.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
class JtaApplication {

	@Bean(initMethod = "init", destroyMethod = "close")
	UserTransactionManager provider() {
		return new UserTransactionManager();
	}

	@Bean
	JtaTransactionManager transactionManager(UserTransactionManager provider) {
		return new JtaTransactionManager(provider, provider);
	}

	@Bean
	Notes notes() {
		return new Notes();
	}

}
