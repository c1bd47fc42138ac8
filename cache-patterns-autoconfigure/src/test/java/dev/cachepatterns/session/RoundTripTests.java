package dev.cachepatterns.session;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.memcached.MemcachedClients;
import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.MutableClock;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a request costs: calls of the store, and commands that a real memcached counts.
 */
@Tag("session")
class RoundTripTests {

	private static MemcachedServer server;

	private static CasStore memcached;

	private final CountingStore store = new CountingStore(memcached);

	private final MutableClock clock = new MutableClock();

	private final SessionStats stats = new SessionStats();

	private final CasSessionRepository repository = repository(SaveMode.ON_SET_ATTRIBUTE);

	@BeforeAll
	static void start() {
		server = MemcachedServer.started();
		memcached = MemcachedClients.store(server);
	}

	@AfterAll
	static void stop() {
		memcached.close();
		server.close();
	}

	@Test
	void requestThatReadsIsOneRoundTrip() {
		String id = stored(null);
		for (SaveMode mode : SaveMode.values()) {
			read(repository(mode), id);
			assertThat(this.store.calls()).as("%s", mode).containsExactly("get");
		}
		assertThat(this.stats.counts().skipped()).isEqualTo(SaveMode.values().length);
	}

	@Test
	void requestThatReadsIsOneCommandOnTheServer() {
		String id = stored("user-" + UUID.randomUUID());
		long reads = server.stat("cmd_get");
		long writes = server.stat("cmd_set");
		for (int i = 0; i < 100; i++) {
			this.clock.advance(Duration.ofMillis(290));
			read(this.repository, id);
		}
		assertThat(server.stat("cmd_get") - reads).isEqualTo(100);
		assertThat(server.stat("cmd_set") - writes).isZero();
	}

	@Test
	void lastAccessIsWrittenOncePerInterval() {
		String id = stored(null);
		for (int i = 0; i < 120; i++) {
			this.clock.advance(Duration.ofSeconds(1));
			read(this.repository, id);
		}
		assertThat(this.store.calls()).filteredOn("replace"::equals).hasSize(4);
		assertThat(this.stats.counts().skipped()).isEqualTo(116);
	}

	@Test
	void requestThatWritesIsTwoRoundTrips() {
		for (String user : new String[] { null, "user-" + UUID.randomUUID() }) {
			String id = stored(user);
			StoredSession session = this.repository.findById(id);
			session.setLastAccessedTime(this.clock.instant());
			session.setAttribute("count", 1);
			this.repository.save(session);
			this.repository.save(session);
			assertThat(this.store.calls()).as(user).containsExactly("get", "replace");
		}
	}

	@Test
	void attributeThatIsSetToWhatItWasIsNotWritten() {
		String id = stored(null);
		StoredSession session = this.repository.findById(id);
		session.setAttribute("name", "value");
		session.removeAttribute("never there");
		this.repository.save(session);
		assertThat(this.store.calls()).containsExactly("get");
	}

	@Test
	void touchOfAUsersSessionLooksAtTheIndexOnceMore() {
		String id = stored("user-" + UUID.randomUUID());
		this.clock.advance(Duration.ofSeconds(31));
		read(this.repository, id);
		assertThat(this.store.calls()).containsExactly("get", "replace", "get");
	}

	@Test
	void loginWithANewIdIsFiveRoundTrips() {
		String id = stored(null);
		StoredSession session = this.repository.findById(id);
		session.changeSessionId();
		session.setAttribute(SessionIndexContract.USER, "user-" + UUID.randomUUID());
		this.repository.save(session);
		assertThat(this.store.calls()).containsExactly("get", "add", "replace", "get", "add");
	}

	@Test
	void deletionIsTwoRoundTrips() {
		String id = stored(null);
		this.repository.deleteById(id);
		assertThat(this.store.calls()).containsExactly("get", "remove");
	}

	@Test
	void idsThatCannotBeAreNoRoundTrip() {
		for (String id : new String[] { "", " ", "a b", "a\nb", "\u00e9", "x".repeat(250) }) {
			assertThat(this.repository.findById(id)).isNull();
			this.repository.deleteById(id);
		}
		assertThat(this.store.calls()).isEmpty();
		assertThat(this.stats.counts().missing()).isEqualTo(6);
	}

	private void read(CasSessionRepository repository, String id) {
		StoredSession session = repository.findById(id);
		session.setLastAccessedTime(this.clock.instant());
		session.<String>getAttribute("name");
		session.<Basket>getRequiredAttribute("basket");
		repository.save(session);
	}

	private String stored(String user) {
		StoredSession session = this.repository.createSession();
		session.setAttribute("name", "value");
		session.setAttribute("basket", new Basket().add("one"));
		if (user != null) {
			session.setAttribute(SessionIndexContract.USER, user);
		}
		this.repository.save(session);
		this.store.calls();
		return session.getId();
	}

	private CasSessionRepository repository(SaveMode mode) {
		return new CasSessionRepository(this.store, AttributeCodec.java(CasSessionContract.ALLOWED),
				SessionSettings.DEFAULT.with(mode, FlushMode.ON_SAVE), Collaborators.of((event) -> {
				}, this.stats, this.clock));
	}

}
