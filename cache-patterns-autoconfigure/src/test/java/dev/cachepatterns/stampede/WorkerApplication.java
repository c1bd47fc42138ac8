package dev.cachepatterns.stampede;

import java.time.Clock;

import dev.cachepatterns.pattern.Storage;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The application of a worker.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
		excludeName = { "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
				"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration" })
class WorkerApplication {

	@Bean
	Values values(LoggedLoader loader) {
		return new Values(loader);
	}

	/**
	 * Gives the caches a clock that is moved.
	 *
	 * @param clock the clock
	 */
	record Timed(Clock clock) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			return (bean instanceof Storage storage) ? new Storage(storage.store(), storage.codec(), storage.random(),
					storage.executor(), storage.refreshes(), storage.timed(), storage.prefix(), this.clock,
					storage.timeouts(), storage.trust(), storage.loads()) : bean;
		}

	}

}
