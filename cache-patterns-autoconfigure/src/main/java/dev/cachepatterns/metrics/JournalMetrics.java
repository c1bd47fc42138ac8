package dev.cachepatterns.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.cachepatterns.journal.Journal;

/**
 * Meters of the journal: {@code cache.journal.waiting} (invalidations that the cache has
 * not acknowledged, of all instances where the journal is in the database, else of this
 * one) and {@code cache.journal.replayed} (those that this instance has made good).
 */
public final class JournalMetrics implements MeterBinder {

	private final Journal journal;

	/**
	 * Meters of a journal.
	 * @param journal the journal
	 */
	public JournalMetrics(Journal journal) {
		this.journal = journal;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("cache.journal.waiting", this.journal, (journal) -> journal.counts().waiting())
			.description("Invalidations that the cache has not acknowledged")
			.register(registry);
		FunctionCounter.builder("cache.journal.replayed", this.journal, (journal) -> journal.counts().replayed())
			.description("Invalidations that the cache has acknowledged after it could not be reached")
			.register(registry);
	}

}
