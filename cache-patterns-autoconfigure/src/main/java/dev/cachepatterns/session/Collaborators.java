package dev.cachepatterns.session;

import java.time.Clock;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.IndexResolver;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.Session;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.UuidSessionIdGenerator;

/**
 * What the repository works with.
 *
 * @param ids makes the ids of sessions, which must not be guessable
 * @param index tells a session's user
 * @param events is told of sessions that this JVM has stored for the first time, and of
 * those that it has deleted
 * @param stats counts
 * @param clock the time by which sessions expire
 */
public record Collaborators(SessionIdGenerator ids, IndexResolver<Session> index, ApplicationEventPublisher events,
		SessionStats stats, Clock clock) {

	/**
	 * Spring Session's own: random UUIDs, and the user of Spring Security's context.
	 * @param events is told of sessions stored and deleted
	 * @param stats counts
	 * @param clock the time by which sessions expire
	 * @return the collaborators
	 */
	public static Collaborators of(ApplicationEventPublisher events, SessionStats stats, Clock clock) {
		return new Collaborators(UuidSessionIdGenerator.getInstance(), new PrincipalNameIndexResolver<>(), events,
				stats, clock);
	}

}
