package dev.cachepatterns.autoconfigure.session;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionTimeout;
import org.springframework.context.annotation.Import;
import org.springframework.session.SessionRepository;

/**
 * Auto-configuration of HTTP sessions that all instances share, where
 * {@code cache-patterns.session.enabled} is {@code true}. A {@code SessionRepository} of
 * the application's makes it back off.
 */
@AutoConfiguration(before = SessionAutoConfiguration.class, after = CachePatternsAutoConfiguration.class,
		beforeName = { "org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration",
				"org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration" })
@ConditionalOnBooleanProperty("cache-patterns.session.enabled")
@ConditionalOnClass({ SessionRepository.class, SessionTimeout.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({ SessionConfiguration.class, StoreSessionConfiguration.class, RedisSessionConfiguration.class,
		DatabaseSessionConfiguration.class, SessionFilterConfiguration.class })
public final class CachePatternsSessionAutoConfiguration {

}
