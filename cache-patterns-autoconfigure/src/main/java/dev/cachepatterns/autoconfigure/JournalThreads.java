package dev.cachepatterns.autoconfigure;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.journal.Scheduler;
import org.springframework.util.CustomizableThreadCreator;

/**
 * A thread for the replay of the journal and one for its polls, each started when it is
 * needed: a cache that hangs must not delay the polls.
 */
final class JournalThreads implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

	private final ScheduledThreadPoolExecutor replays = thread("cache-patterns-replay-");

	private final ScheduledThreadPoolExecutor polls = thread("cache-patterns-journal-");

	Scheduler replays() {
		return scheduler(this.replays);
	}

	Scheduler polls() {
		return scheduler(this.polls);
	}

	@Override
	public void close() {
		this.polls.shutdownNow();
		this.replays.shutdownNow();
	}

	private static ScheduledThreadPoolExecutor thread(String prefix) {
		CustomizableThreadCreator names = new CustomizableThreadCreator(prefix);
		names.setDaemon(true);
		return new ScheduledThreadPoolExecutor(1, names::createThread);
	}

	private static Scheduler scheduler(ScheduledThreadPoolExecutor thread) {
		return (step, delay) -> schedule(thread, step, delay);
	}

	private static void schedule(ScheduledThreadPoolExecutor thread, Runnable step, Duration delay) {
		try {
			thread.schedule(step, delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The application is being closed", ex);
		}
	}

}
