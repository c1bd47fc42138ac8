package dev.cachepatterns.autoconfigure.session;

import dev.cachepatterns.session.AttributeCodec;
import dev.cachepatterns.session.SessionTable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * What Spring Boot's configuration of sessions in a database takes from the application.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(SessionPlace.OnDatabase.class)
@ConditionalOnClass(JdbcIndexedSessionRepository.class)
class DatabaseSessionConfiguration {

	@Bean
	Ids cachePatternsSessionIds() {
		return new Ids(SessionTable.ids());
	}

	@Bean
	SessionRepositoryCustomizer<JdbcIndexedSessionRepository> cachePatternsJdbcSessions(AttributeCodec codec, Ids ids) {
		return (repository) -> {
			repository.setConversionService(SessionTable.conversion());
			repository.setIndexResolver(SessionTable.user(codec));
			repository.setSessionIdGenerator(ids.generator());
			repository.setSaveMode(SaveMode.ON_SET_ATTRIBUTE);
			repository.setFlushMode(FlushMode.ON_SAVE);
		};
	}

	/**
	 * Where the repository has its ids from. Not a bean itself, which Spring Session
	 * would take for that of all.
	 *
	 * @param generator makes them
	 */
	record Ids(SessionIdGenerator generator) {
	}

}
