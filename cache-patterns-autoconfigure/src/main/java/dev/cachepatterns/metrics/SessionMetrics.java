package dev.cachepatterns.metrics;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.cachepatterns.session.SessionStats;

/**
 * Meters of HTTP sessions, of this instance: {@code cache.sessions.created},
 * {@code .found}, {@code .missing}, {@code .merged} (saves that met another request's),
 * {@code .undecodable} (attributes that could not be read), {@code .skipped} (saves with
 * nothing to write) and {@code .lost} (saves of sessions that were gone).
 */
public final class SessionMetrics implements MeterBinder {

	private final SessionStats stats;

	/**
	 * Meters of sessions.
	 * @param stats what was counted
	 */
	public SessionMetrics(SessionStats stats) {
		this.stats = stats;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		bind(registry, "created", "Sessions stored for the first time", (stats) -> stats.counts().created());
		bind(registry, "found", "Sessions asked for and found", (stats) -> stats.counts().found());
		bind(registry, "missing", "Sessions asked for and not found", (stats) -> stats.counts().missing());
		bind(registry, "merged", "Saves that met another request's, and kept both changes",
				(stats) -> stats.counts().merged());
		bind(registry, "undecodable", "Attributes that could not be read", (stats) -> stats.counts().undecodable());
		bind(registry, "skipped", "Saves with nothing to write", (stats) -> stats.counts().skipped());
		bind(registry, "lost", "Saves dropped, as their session was gone", (stats) -> stats.counts().lost());
	}

	private void bind(MeterRegistry registry, String name, String description, ToDoubleFunction<SessionStats> count) {
		FunctionCounter.builder("cache.sessions." + name, this.stats, count)
			.description(description)
			.register(registry);
	}

}
