package dev.cachepatterns.session.redis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.springframework.session.FindByIndexNameSessionRepository;

/**
 * The keys of a namespace: Spring Session's, and those of ours that say where a session
 * has gone.
 *
 * @param namespace its name, without a colon
 */
record SessionKeys(String namespace) {

	String session(String id) {
		return this.namespace + ":sessions:" + id;
	}

	/**
	 * Says under which id a session lives whose id was changed.
	 */
	String moved(String id) {
		return this.namespace + ":moved:" + id;
	}

	/**
	 * Whose end Redis tells to listeners, where it is told to.
	 */
	String expires(String id) {
		return session(expiresMember(id));
	}

	String expiresMember(String id) {
		return "expires:" + id;
	}

	/**
	 * The sessions that expire in the minute that ends at a time.
	 */
	String expirations(Instant minute) {
		return this.namespace + ":expirations:" + minute.toEpochMilli();
	}

	static Instant minuteAfter(Instant time) {
		return time.plus(1, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MINUTES);
	}

	String index(String principal) {
		return this.namespace + ":index:" + FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME + ":"
				+ principal;
	}

}
