package dev.cachepatterns.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.autoconfigure.ConsistencyProperties.JournalType;
import dev.cachepatterns.autoconfigure.ConsistencyProperties.JournalWrites;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.convert.DurationStyle;

/**
 * Says in the log what the settings promise.
 */
final class PromiseReport implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

	private final String store;

	private final CachePatternsProperties properties;

	PromiseReport(String store, CachePatternsProperties properties) {
		this.store = store;
		this.properties = properties;
	}

	@Override
	public void afterSingletonsInstantiated() {
		logger.info(text());
	}

	String text() {
		if (this.store.equals("memory")) {
			return "cache-patterns in memory: no read of this JVM that starts after a write of this JVM has returned "
					+ "sees anything older. Other instances see it when the TTL is over.";
		}
		return "cache-patterns on %s: no read that starts after a write has returned sees anything older. %s"
			.formatted(this.store, unreachable());
	}

	private String unreachable() {
		ConsistencyProperties settings = this.properties.consistency();
		String promise = "While the cache cannot be reached, " + switch (settings.onUnreachable()) {
			case REJECT -> "writes fail.";
			case PROCEED -> (settings.journal() == JournalType.JDBC)
					? "writes go on and are noted in the database: within %s no instance serves what they made old."
						.formatted(DurationStyle.SIMPLE.print(settings.journalBound()))
					: "writes go on: other instances may serve what they made old until the cache can be reached again "
							+ "from this JVM, or the TTL is over.";
		};
		if (settings.journalWrites() == JournalWrites.ALL) {
			return promise + " Every write is noted in the database, in case the server loses it and the writer dies.";
		}
		return promise;
	}

}
