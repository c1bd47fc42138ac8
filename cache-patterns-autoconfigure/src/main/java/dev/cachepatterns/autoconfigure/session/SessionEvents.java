package dev.cachepatterns.autoconfigure.session;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/**
 * Begins to hear the events of sessions on Redis, once at the start and then every second
 * until Redis can be reached. Left to itself, what hears them stops the start of an
 * application where Redis is out.
 */
final class SessionEvents implements BeanPostProcessor, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

	// As Spring Session calls it
	private static final String CONTAINER = "springSessionRedisMessageListenerContainer";

	private @Nullable RedisMessageListenerContainer container;

	private @Nullable ScheduledExecutorService retries;

	private boolean running;

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (CONTAINER.equals(beanName) && bean instanceof RedisMessageListenerContainer found
				&& found.isAutoStartup()) {
			found.setAutoStartup(false);
			this.container = found;
		}
		return bean;
	}

	@Override
	public synchronized void start() {
		this.running = true;
		RedisMessageListenerContainer container = this.container;
		if (container == null) {
			return;
		}
		RuntimeException failure = attempt(container);
		if (failure != null) {
			logger.warn("Events of sessions are not heard until Redis can be reached: " + failure.getMessage());
			logger.debug("What hears the events of sessions has not started", failure);
			ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor(SessionEvents::thread);
			retries.scheduleWithFixedDelay(() -> retry(container, retries), 1, 1, TimeUnit.SECONDS);
			this.retries = retries;
		}
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "cache-patterns-session-events");
		thread.setDaemon(true);
		return thread;
	}

	private synchronized void retry(RedisMessageListenerContainer container, ScheduledExecutorService retries) {
		if (this.running && attempt(container) == null) {
			logger.info("Events of sessions are heard");
			retries.shutdown();
		}
	}

	private static @Nullable RuntimeException attempt(RedisMessageListenerContainer container) {
		try {
			container.start();
			return null;
		}
		catch (RuntimeException ex) {
			container.stop();
			return ex;
		}
	}

	/**
	 * Ends the attempts. What hears the events is stopped by its own life cycle.
	 */
	@Override
	public synchronized void stop() {
		this.running = false;
		if (this.retries != null) {
			this.retries.shutdownNow();
			this.retries = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

}
