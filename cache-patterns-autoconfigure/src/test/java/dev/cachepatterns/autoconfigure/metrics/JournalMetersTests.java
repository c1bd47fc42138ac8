package dev.cachepatterns.autoconfigure.metrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.journal.Debts;
import dev.cachepatterns.journal.FlakyStore;
import dev.cachepatterns.journal.Journal.Outcome;
import dev.cachepatterns.journal.ManualScheduler;
import dev.cachepatterns.metrics.JournalMetrics;
import dev.cachepatterns.store.Region;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JournalMetrics}.
 */
class JournalMetersTests {

	@Test
	void metersTellWhatWaitsAndWhatWasReplayed() {
		FlakyStore store = new FlakyStore();
		ManualScheduler scheduler = new ManualScheduler();
		Debts debts = new Debts(store.store(), scheduler, scheduler, ofSeconds(1), 10);
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new JournalMetrics(debts).bindTo(registry);
		debts.owe(Debt.all(Region.of("app", "names")), Outcome.COMMITTED);
		assertThat(registry.get("cache.journal.waiting").gauge().value()).isOne();
		assertThat(registry.get("cache.journal.replayed").functionCounter().count()).isZero();
		scheduler.run();
		assertThat(registry.get("cache.journal.waiting").gauge().value()).isZero();
		assertThat(registry.get("cache.journal.replayed").functionCounter().count()).isOne();
	}

}
