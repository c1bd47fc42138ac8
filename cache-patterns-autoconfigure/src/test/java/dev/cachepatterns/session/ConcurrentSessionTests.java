package dev.cachepatterns.session;

import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.memcached.MemcachedClients;
import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.testing.MemcachedServer;
import org.springframework.session.MapSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances with a client each, on a real memcached: no update is lost, no session
 * comes back. The same proof fails for a repository that stores whole sessions.
 */
@Tag("session")
class ConcurrentSessionTests {

	private static final int ROUNDS = Integer.getInteger("session.races", 100);

	private static MemcachedServer server;

	private static List<CasStore> stores;

	private final SessionStats stats = new SessionStats();

	@BeforeAll
	static void start() {
		server = MemcachedServer.started();
		stores = List.of(MemcachedClients.store(server), MemcachedClients.store(server));
	}

	@AfterAll
	static void stop() {
		stores.forEach(CasStore::close);
		server.close();
	}

	@Test
	void noUpdateIsLost() throws Exception {
		try (SessionRaces<StoredSession> races = ours()) {
			int lost = races.lostUpdates(ROUNDS);
			print("updates of different attributes", lost);
			assertThat(lost).isZero();
			assertThat(this.stats.counts().merged()).isPositive();
		}
	}

	@Test
	void noUpdateIsLostWhileTheIdChanges() throws Exception {
		try (SessionRaces<StoredSession> races = ours()) {
			int lost = races.lostUpdatesWhileTheIdChanges(ROUNDS);
			print("updates while the id changes %d times".formatted(races.changes()), lost);
			assertThat(lost).isZero();
			assertThat(races.changes()).isGreaterThan(2);
			assertThat(this.stats.counts().merged()).isPositive();
			assertThat(this.stats.counts().lost()).isZero();
		}
	}

	@Test
	void noSessionComesBack() throws Exception {
		try (SessionRaces<StoredSession> races = ours()) {
			int resurrected = races.resurrected(ROUNDS, false) + races.resurrected(ROUNDS, true);
			print("deletions, without and with a change of the id", resurrected);
			assertThat(resurrected).isZero();
			assertThat(this.stats.counts().lost()).isPositive();
		}
	}

	@Test
	void lastWriteWinsFailsEachProof() throws Exception {
		try (SessionRaces<MapSession> races = new SessionRaces<>(new LastWriteWins(stores.get(0)),
				new LastWriteWins(stores.get(1)))) {
			int lost = races.lostUpdates(ROUNDS);
			int resurrected = races.resurrected(ROUNDS, false);
			int moved = races.resurrected(ROUNDS, true);
			System.out.printf("Last write wins, %d rounds: %d updates lost, %d + %d sessions resurrected%n", ROUNDS,
					lost, resurrected, moved);
			assertThat(lost).isPositive();
			assertThat(resurrected).isPositive();
			assertThat(moved).isPositive();
		}
	}

	private void print(String what, int failed) {
		System.out.printf("Sessions on memcached, %d rounds of %s: %d lost or resurrected; %s%n", ROUNDS, what, failed,
				this.stats.counts());
	}

	private SessionRaces<StoredSession> ours() {
		return new SessionRaces<>(repository(stores.get(0)), repository(stores.get(1)));
	}

	private CasSessionRepository repository(CasStore store) {
		return new CasSessionRepository(store, AttributeCodec.java(List.of()), SessionSettings.DEFAULT,
				Collaborators.of((event) -> {
				}, this.stats, Clock.systemUTC()));
	}

}
