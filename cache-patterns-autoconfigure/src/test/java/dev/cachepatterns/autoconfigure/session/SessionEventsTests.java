package dev.cachepatterns.autoconfigure.session;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.session.events.SessionCreatedEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionEvents} on a real Redis.
 */
@Tag("session")
@ExtendWith(OutputCaptureExtension.class)
class SessionEventsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Test
	void applicationStartsWithoutRedisAndHearsOfSessionsWhenItAppears(CapturedOutput output) {
		try (RedisServer redis = RedisServer.started()) {
			redis.kill();
			runner(redis).run((instance) -> {
				assertThat(instance).hasNotFailed();
				assertThat(output).contains("Events of sessions are not heard");
				assertThat(new Browser().write(instance, "name", "Ada")).isEqualTo(503);
				redis.start();
				Application application = instance.getBean(Application.class);
				Awaitility.await().atMost(PATIENCE).until(() -> {
					new Browser().write(instance, "name", "Ada");
					return application.created.get() > 0;
				});
			});
		}
	}

	@Test
	void instanceThatStartsWithRedisHearsAtOnce(CapturedOutput output) {
		try (RedisServer redis = RedisServer.started()) {
			runner(redis).run((instance) -> {
				assertThat(new Browser().write(instance, "name", "Ada")).isEqualTo(200);
				Application application = instance.getBean(Application.class);
				Awaitility.await().atMost(PATIENCE).until(() -> application.created.get() == 1);
				assertThat(output).doesNotContain("Events of sessions are not heard");
			});
		}
	}

	private static WebApplicationContextRunner runner(RedisServer redis) {
		return new WebApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues(Kind.REDIS_INDEXED.settings().toArray(String[]::new))
			.withPropertyValues("cache-patterns.session.enabled=true", "spring.data.redis.port=" + redis.port(),
					"cache-patterns.key-prefix=" + UUID.randomUUID());
	}

	/**
	 * An application that counts new sessions.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
	static class Application {

		private final AtomicInteger created = new AtomicInteger();

		@EventListener
		void created(SessionCreatedEvent event) {
			this.created.incrementAndGet();
		}

	}

}
