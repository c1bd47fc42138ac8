package dev.cachepatterns.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.memcached.MemcachedClients;
import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.MutableClock;
import org.springframework.session.PrincipalNameIndexResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CasSessionRepository} beyond the contract, on a real memcached: its
 * limits, what cannot be read, the index.
 */
@Tag("session")
class CasSessionRepositoryTests {

	private static final String USER = SessionIndexContract.USER;

	private static MemcachedServer server;

	private static CasStore store;

	private final MutableClock clock = new MutableClock();

	private final SessionStats stats = new SessionStats();

	private final List<Object> events = new ArrayList<>();

	private final Collaborators with = Collaborators.of(this.events::add, this.stats, this.clock);

	private final CasSessionRepository repository = repository(SessionSettings.DEFAULT, CasSessionContract.ALLOWED);

	private final String user = "user-" + UUID.randomUUID();

	@BeforeAll
	static void start() {
		server = MemcachedServer.started();
		store = MemcachedClients.store(server);
	}

	@AfterAll
	static void stop() {
		store.close();
		server.close();
	}

	@Test
	void sessionThatIsTooLargeIsRefusedByTheNamesOfItsAttributes() {
		StoredSession session = this.repository.createSession();
		session.setAttribute("small", "kept");
		this.repository.save(session);
		session.setAttribute("picture", new byte[800_000]);
		session.setAttribute("document", "secret".repeat(50_000));
		assertThatExceptionOfType(SessionRejectedException.class).isThrownBy(() -> this.repository.save(session))
			.withMessageMatching("A session of 1100\\d{3} bytes is larger than the 1048064 bytes that the store takes. "
					+ "Its largest attributes: 'picture' \\(800\\d{3} bytes\\), 'document' \\(300\\d{3} bytes\\), "
					+ "'small' \\(11 bytes\\)");
		assertThat(this.repository.findById(session.getId()).getAttributeNames()).containsExactly("small");
	}

	@Test
	void sessionThatTheServerRefusesIsStillTheOldOne() {
		try (MemcachedServer small = MemcachedServer.started("-I", "16k", "-o", "slab_chunk_max=8192");
				CasStore limited = MemcachedClients.store(small)) {
			CasSessionRepository repository = new CasSessionRepository(limited, AttributeCodec.java(List.of()),
					SessionSettings.DEFAULT, this.with);
			StoredSession session = repository.createSession();
			session.setAttribute("small", "kept");
			repository.save(session);
			session.setAttribute("large", new byte[20_000]);
			assertThatExceptionOfType(SessionRejectedException.class).isThrownBy(() -> repository.save(session))
				.withMessageContaining("'large' (20")
				.withMessageContaining("The store refuses a session of 20");
			assertThat(repository.findById(session.getId()).getAttributeNames()).containsExactly("small");
		}
	}

	@Test
	void attributeThatIsNotAllowedIsRefused() {
		StoredSession session = this.repository.createSession();
		session.setAttribute("process", new ProcessBuilder("ls").environment());
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> this.repository.save(session));
	}

	@Test
	void attributeThatCannotBeReadIsDroppedForThisRequestOnly() {
		String id = stored();
		CasSessionRepository newer = repository(SessionSettings.DEFAULT, List.of());
		StoredSession session = newer.findById(id);
		assertThat(session.<Object>getAttribute("basket")).isNull();
		assertThat(session.<Object>getAttribute("basket")).isNull();
		assertThat(session.getAttributeNames()).containsExactlyInAnyOrder("name", USER);
		assertThat(this.stats.counts().undecodable()).isEqualTo(1);
		session.setAttribute("name", "changed");
		newer.save(session);
		StoredSession older = this.repository.findById(id);
		assertThat(older.<Basket>getRequiredAttribute("basket").items()).containsExactly("one");
		assertThat(older.<String>getAttribute("name")).isEqualTo("changed");
		session.setAttribute("basket", "another");
		newer.save(session);
		assertThat(this.repository.findById(id).<String>getAttribute("basket")).isEqualTo("another");
		assertThat(newer.findById(id).<String>getAttribute("basket")).isEqualTo("another");
		session.removeAttribute("basket");
		newer.save(session);
		assertThat(this.repository.findById(id).getAttributeNames()).containsExactlyInAnyOrder("name", USER);
	}

	@Test
	void sessionThatCannotBeReadIsEnded() {
		String id = stored();
		CasSessionRepository newer = repository(SessionSettings.DEFAULT.with(Undecodable.END_SESSION), List.of());
		assertThat(newer.findById(id)).isNull();
		assertThat(this.stats.counts().undecodable()).isEqualTo(1);
		assertThat(this.stats.counts().missing()).isEqualTo(1);
		assertThat(this.repository.findById(id)).isNull();
		assertThat(this.repository.findByPrincipalName(this.user)).isEmpty();
	}

	@Test
	void sessionThatCannotBeReadIsDeletedAndTouchedWithoutBeingRead() {
		CasSessionRepository blind = new CasSessionRepository(store, new NoCodec(), SessionSettings.DEFAULT, this.with);
		String id = stored();
		this.clock.advance(Duration.ofMinutes(1));
		StoredSession session = blind.findById(id);
		session.setLastAccessedTime(this.clock.instant());
		blind.save(session);
		assertThat(this.repository.findById(id).getLastAccessedTime()).isEqualTo(session.getLastAccessedTime());
		blind.deleteById(id);
		assertThat(this.repository.findById(id)).isNull();
		assertThat(this.repository.findByPrincipalName(this.user)).isEmpty();
	}

	@Test
	void userOfASessionWhoseContextCannotBeReadStays() {
		StoredSession session = this.repository.createSession();
		session.setAttribute(SessionIndexContract.CONTEXT, SessionIndexContract.context(this.user));
		this.repository.save(session);
		String bytes = new String(store.get(name(session.getId())).bytes(), StandardCharsets.ISO_8859_1);
		byte[] other = bytes.replace("SecurityContextImpl", "SecurityContextGone")
			.getBytes(StandardCharsets.ISO_8859_1);
		store.replace(name(session.getId()), store.get(name(session.getId())).version(), other, Duration.ofMinutes(30));
		StoredSession found = this.repository.findById(session.getId());
		found.setAttribute("name", "value");
		this.repository.save(found);
		assertThat(this.repository.findByPrincipalName(this.user)).containsOnlyKeys(session.getId());
	}

	@Test
	void bytesOfAnotherFormatAreNoSession() {
		for (byte[] bytes : List.of(new byte[0], new byte[] { 1 }, "CPS".getBytes(StandardCharsets.UTF_8),
				new byte[] { 'C', 'P', 'S', 9, 'S' }, new byte[] { 'C', 'P', 'S', 1, 'S', 0, 0 },
				SessionFormat.encode(Map.of("id", 1L)))) {
			String id = UUID.randomUUID().toString();
			store.add(name(id), bytes, Duration.ofMinutes(1));
			assertThat(this.repository.findById(id)).isNull();
			this.repository.deleteById(id);
			assertThat(store.get(name(id))).isNull();
		}
	}

	@Test
	void indexThatIsLostComesBackWithTheNextTouch() {
		String id = stored();
		assertThat(store.delete(indexName())).isTrue();
		assertThat(this.repository.findByPrincipalName(this.user)).isEmpty();
		this.clock.advance(Duration.ofSeconds(31));
		StoredSession session = this.repository.findById(id);
		session.setLastAccessedTime(this.clock.instant());
		this.repository.save(session);
		assertThat(this.repository.findByPrincipalName(this.user)).containsOnlyKeys(id);
	}

	@Test
	void indexForgetsEvictedSessionsWhenItIsReadAndExpiredOnesWhenItGrows() {
		String evicted = stored();
		String alive = stored();
		store.delete(name(evicted));
		assertThat(index()).containsOnlyKeys(evicted, alive);
		assertThat(this.repository.findByPrincipalName(this.user)).containsOnlyKeys(alive);
		assertThat(index()).containsOnlyKeys(alive);
		this.clock.advance(Duration.ofHours(2));
		String fresh = stored();
		assertThat(index()).containsOnlyKeys(fresh);
	}

	@Test
	void indexLivesAsLongAsASessionThatIsUsed() {
		String id = stored();
		for (int i = 0; i < 10; i++) {
			this.clock.advance(Duration.ofMinutes(20));
			StoredSession session = this.repository.findById(id);
			session.setLastAccessedTime(this.clock.instant());
			this.repository.save(session);
			stored();
			assertThat(this.repository.findByPrincipalName(this.user)).containsKey(id);
		}
	}

	@Test
	void indexThatCannotBeReachedKeepsNobodyOut() {
		CasStore half = new IndexlessStore(store);
		CasSessionRepository repository = new CasSessionRepository(half,
				AttributeCodec.java(CasSessionContract.ALLOWED), SessionSettings.DEFAULT, this.with);
		StoredSession session = repository.createSession();
		session.setAttribute(USER, this.user);
		repository.save(session);
		assertThat(repository.findById(session.getId())).isNotNull();
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> repository.findByPrincipalName(this.user));
		repository.deleteById(session.getId());
		assertThat(repository.findById(session.getId())).isNull();
	}

	@Test
	void idOfAnotherSessionIsNotTakenOver() {
		Collaborators same = new Collaborators(() -> "same-" + this.user, new PrincipalNameIndexResolver<>(),
				this.events::add, this.stats, this.clock);
		CasSessionRepository repository = new CasSessionRepository(store, AttributeCodec.java(List.of()),
				SessionSettings.DEFAULT, same);
		repository.save(repository.createSession());
		this.clock.advance(Duration.ofMillis(1));
		StoredSession session = repository.createSession();
		assertThatIllegalStateException().isThrownBy(() -> repository.save(session));
		StoredSession other = this.repository.createSession();
		this.repository.save(other);
		StoredSession found = repository.findById(other.getId());
		this.clock.advance(Duration.ofMillis(1));
		found.changeSessionId();
		assertThatIllegalStateException().isThrownBy(() -> repository.save(found));
		assertThat(this.repository.findById(other.getId())).isNotNull();
	}

	@Test
	void namespacesThatCannotBeAreRefused() {
		for (String name : List.of("", "a b", "\u00e9", "x".repeat(101))) {
			SessionSettings d = SessionSettings.DEFAULT;
			SessionSettings settings = new SessionSettings(name, d.timeout(), d.touchInterval(), d.forwarding(),
					d.saveMode(), d.flushMode(), d.onUndecodable());
			assertThatIllegalArgumentException().isThrownBy(() -> repository(settings, List.of()))
				.withMessageContaining("namespace");
		}
	}

	@Test
	void countsAreThoseOfWhatHappened() {
		String id = stored();
		this.repository.findById(id);
		this.repository.findById("none");
		StoredSession session = this.repository.findById(id);
		this.repository.save(session);
		this.repository.deleteById(id);
		session.setAttribute("late", 1);
		this.repository.save(session);
		assertThat(this.stats.counts()).isEqualTo(new SessionStats.Counts(1, 2, 1, 0, 0, 1, 1));
	}

	private String stored() {
		StoredSession session = this.repository.createSession();
		session.setAttribute("name", "value");
		session.setAttribute("basket", new Basket().add("one"));
		session.setAttribute(USER, this.user);
		this.repository.save(session);
		return session.getId();
	}

	private Map<String, Long> index() {
		return SessionFormat.decodeIndex(store.get(indexName()).bytes());
	}

	private String indexName() {
		return "cache-patterns:session:u:" + IndexlessStore.hash(this.user);
	}

	private static String name(String id) {
		return "cache-patterns:session:s:" + id;
	}

	private CasSessionRepository repository(SessionSettings settings, List<String> allowed) {
		return new CasSessionRepository(store, AttributeCodec.java(allowed), settings, this.with);
	}

}
