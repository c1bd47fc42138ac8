package dev.cachepatterns.session;

import java.time.Duration;

import org.springframework.session.FlushMode;
import org.springframework.session.MapSession;
import org.springframework.session.SaveMode;

/**
 * How sessions are kept.
 *
 * @param namespace how the names of all sessions begin in the store; printable ASCII
 * without blanks, at most 100 characters
 * @param timeout after how long without a request a new session expires; negative for
 * never
 * @param touchInterval how often the last access is written at most. For a session that
 * expires within four times this interval, four times as often as it would expire. A
 * session may expire this much early
 * @param forwarding for how long a request that still holds the old id of a session finds
 * it under its new id when it saves
 * @param saveMode what is taken for changed
 * @param flushMode when it is written
 * @param onUndecodable what becomes of a session that cannot be read
 */
public record SessionSettings(String namespace, Duration timeout, Duration touchInterval, Duration forwarding,
		SaveMode saveMode, FlushMode flushMode, Undecodable onUndecodable) {

	/**
	 * Thirty minutes, a touch each 30 seconds, forwarding for 30 seconds, saved at the
	 * end of a request what was set in it; attributes that cannot be read are dropped.
	 */
	public static final SessionSettings DEFAULT = new SessionSettings("cache-patterns:session",
			MapSession.DEFAULT_MAX_INACTIVE_INTERVAL, Duration.ofSeconds(30), Duration.ofSeconds(30),
			SaveMode.ON_SET_ATTRIBUTE, FlushMode.ON_SAVE, Undecodable.DROP_ATTRIBUTE);

	/**
	 * How long the last access of a session need not be written.
	 * @param maxInactive after how long the session expires, in milliseconds; negative
	 * for never
	 * @return milliseconds
	 */
	long touchMillis(long maxInactive) {
		long interval = this.touchInterval.toMillis();
		return (maxInactive < 0) ? interval : Math.min(interval, maxInactive / 4);
	}

	/**
	 * The same with other modes.
	 * @param save what is taken for changed
	 * @param flush when it is written
	 * @return the settings
	 */
	public SessionSettings with(SaveMode save, FlushMode flush) {
		return new SessionSettings(this.namespace, this.timeout, this.touchInterval, this.forwarding, save, flush,
				this.onUndecodable);
	}

	/**
	 * The same with another choice of what becomes of a session that cannot be read.
	 * @param choice the choice
	 * @return the settings
	 */
	public SessionSettings with(Undecodable choice) {
		return new SessionSettings(this.namespace, this.timeout, this.touchInterval, this.forwarding, this.saveMode,
				this.flushMode, choice);
	}

}
