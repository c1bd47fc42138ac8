package dev.cachepatterns.session;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationEvent;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.events.AbstractSessionEvent;
import org.springframework.session.events.SessionCreatedEvent;
import org.springframework.session.events.SessionDeletedEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Session documents of a repository: sessions by the name of their user, and
 * events.
 *
 * @param <S> type of its sessions
 */
public abstract class SessionIndexContract<S extends Session> extends SessionTimeContract<S> {

	protected static final String USER = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

	protected static final String CONTEXT = "SPRING_SECURITY_CONTEXT";

	/**
	 * The events published since the start of the test, by any of its repositories.
	 * @return the events
	 */
	protected abstract List<ApplicationEvent> events();

	@Test
	void sessionsAreFoundByTheUserOfTheSecurityContext() {
		String user = user();
		S one = loggedIn(user);
		S two = loggedIn(user);
		loggedIn(user());
		assertThat(repository().findByPrincipalName(user)).containsOnlyKeys(one.getId(), two.getId());
		S found = repository().findByPrincipalName(user).get(one.getId());
		assertThat(found.<SecurityContext>getRequiredAttribute(CONTEXT).getAuthentication().getName()).isEqualTo(user);
		assertThat(repository().findByIndexNameAndIndexValue("other", user)).isEmpty();
	}

	/**
	 * How long the names of users may be.
	 */
	protected int longestUser() {
		return 500;
	}

	@Test
	void sessionsAreFoundByTheNameThatIsSet() {
		for (String user : new String[] { user(), "a b\r\n" + user(), "\u00e9\u4e2d " + user(),
				"x".repeat(longestUser()), "" }) {
			S session = repository().createSession();
			session.setAttribute(USER, user);
			repository().save(session);
			assertThat(repository().findByIndexNameAndIndexValue(USER, user)).as(user).containsKey(session.getId());
			repository().deleteById(session.getId());
		}
	}

	@Test
	void whoKnowsOnlyTheOldIdLogsNobodyIn() {
		S late = find(saved().getId());
		S login = find(late.getId());
		login.changeSessionId();
		repository().save(login);
		late.setAttribute(CONTEXT, context(user()));
		late.setAttribute(USER, user());
		late.setAttribute("basket", new Basket().add("one"));
		repository().save(late);
		S found = find(login.getId());
		assertThat(found.getAttributeNames()).contains("basket").doesNotContain(CONTEXT, USER);
	}

	@Test
	void userOfASavedSessionIsFound() {
		String user = user();
		S session = find(saved().getId());
		assertThat(repository().findByPrincipalName(user)).isEmpty();
		session.setAttribute(CONTEXT, context(user));
		repository().save(session);
		assertThat(repository().findByPrincipalName(user)).containsOnlyKeys(session.getId());
	}

	@Test
	void userWhoHasLoggedOutIsNotFound() {
		String user = user();
		S session = find(loggedIn(user).getId());
		session.removeAttribute(CONTEXT);
		repository().save(session);
		assertThat(repository().findByPrincipalName(user)).isEmpty();
		assertThat(find(session.getId()).getAttributeNames()).isEmpty();
	}

	@Test
	void userWhoHasBecomeAnotherIsFoundAsThat() {
		String user = user();
		String other = user();
		S session = find(loggedIn(user).getId());
		session.setAttribute(CONTEXT, context(other));
		repository().save(session);
		assertThat(repository().findByPrincipalName(user)).isEmpty();
		assertThat(repository().findByPrincipalName(other)).containsOnlyKeys(session.getId());
	}

	@Test
	void deletedSessionIsNotFoundByItsUser() {
		String user = user();
		S one = loggedIn(user);
		S two = loggedIn(user);
		repository().deleteById(one.getId());
		assertThat(repository().findByPrincipalName(user)).containsOnlyKeys(two.getId());
	}

	@Test
	void expiredSessionIsNotFoundByItsUser() {
		String user = user();
		S one = find(loggedIn(user).getId());
		S two = loggedIn(user);
		one.setMaxInactiveInterval(Duration.ofSeconds(2));
		repository().save(one);
		pass(Duration.ofMillis(2001));
		assertThat(repository().findByPrincipalName(user)).containsOnlyKeys(two.getId());
	}

	@Test
	void sessionIsFoundByItsUserUnderItsNewId() {
		String user = user();
		S session = find(loggedIn(user).getId());
		session.changeSessionId();
		repository().save(session);
		assertThat(repository().findByPrincipalName(user)).containsOnlyKeys(session.getId());
	}

	@Test
	void loginWithANewIdIsFoundByItsUser() {
		String user = user();
		S session = find(saved().getId());
		session.changeSessionId();
		session.setAttribute(CONTEXT, context(user));
		repository().save(session);
		assertThat(repository().findByPrincipalName(user)).containsOnlyKeys(session.getId());
	}

	@Test
	void allSessionsOfAUserCanBeEnded() {
		String user = user();
		loggedIn(user);
		loggedIn(user);
		repository().findByPrincipalName(user).keySet().forEach(repository()::deleteById);
		assertThat(repository().findByPrincipalName(user)).isEmpty();
	}

	@Test
	void sessionThatIsFoundByItsUserCanBeSaved() {
		String user = user();
		S session = loggedIn(user);
		S found = repository().findByPrincipalName(user).get(session.getId());
		found.setAttribute("expired", true);
		repository().save(found);
		assertThat(find(session.getId()).<Boolean>getAttribute("expired")).isTrue();
	}

	@Test
	void createdAndDeletedSessionsArePublished() {
		S session = saved();
		repository().save(session);
		String id = session.getId();
		assertThat(events(id)).hasSize(1).first().isInstanceOf(SessionCreatedEvent.class);
		assertThat(events(id).get(0).<Session>getSession().<String>getAttribute("name")).isEqualTo("value");
		repository().deleteById(id);
		repository().deleteById(id);
		assertThat(events(id)).hasSize(2).last().isInstanceOf(SessionDeletedEvent.class);
		assertThat(events(id).get(1).<Session>getSession().<String>getAttribute("name")).isEqualTo("value");
	}

	private List<AbstractSessionEvent> events(String id) {
		return events().stream()
			.filter(AbstractSessionEvent.class::isInstance)
			.map(AbstractSessionEvent.class::cast)
			.filter((event) -> event.getSessionId().equals(id))
			.toList();
	}

	protected final S loggedIn(String user) {
		S session = repository().createSession();
		session.setAttribute(CONTEXT, context(user));
		repository().save(session);
		return session;
	}

	protected static SecurityContext context(String user) {
		return new SecurityContextImpl(
				new UsernamePasswordAuthenticationToken(user, null, AuthorityUtils.createAuthorityList("ROLE_USER")));
	}

	protected static String user() {
		return "user-" + UUID.randomUUID();
	}

}
