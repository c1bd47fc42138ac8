package dev.cachepatterns.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.session.Stored.Content;
import dev.cachepatterns.session.Stored.Moving;
import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.store.MemoryCasStore;
import dev.cachepatterns.testing.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes of a session's id that meet saves, deletions and each other, in many orders.
 */
@Tag("session")
class IdChangeTests {

	private static final int ROUNDS = Integer.getInteger("session.races", 300);

	private final MutableClock clock = new MutableClock();

	private final CasStore store = new MemoryCasStore(100_000_000, 1_000_000, this.clock);

	private final CasSessionRepository repository = repository(new JitteryStore(this.store));

	private final CasSessionRepository plain = repository(this.store);

	private final ExecutorService executor = Executors.newFixedThreadPool(4);

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@Test
	void savesThatMeetAChangeOfTheIdAreAllKept() throws Exception {
		for (int i = 0; i < ROUNDS; i++) {
			String old = stored();
			StoredSession moved = loaded(old, "moved");
			moved.changeSessionId();
			StoredSession one = loaded(old, "one");
			StoredSession two = loaded(old, "two");
			run(() -> this.repository.save(moved), () -> this.repository.save(one), () -> {
				this.repository.save(two);
				two.setAttribute("more", 1);
				this.repository.save(two);
			});
			assertThat(names(moved.getId())).containsExactlyInAnyOrder("name", "moved", "one", "two", "more");
			assertThat(this.plain.findById(old)).isNull();
		}
	}

	@Test
	void deletionThatMeetsAChangeOfTheIdAndSavesEndsTheSession() throws Exception {
		for (int i = 0; i < ROUNDS; i++) {
			String old = stored();
			StoredSession moved = loaded(old, "moved");
			moved.changeSessionId();
			StoredSession one = loaded(old, "one");
			StoredSession two = loaded(old, "two");
			run(() -> this.repository.save(moved), () -> this.repository.save(one), () -> this.repository.save(two),
					() -> this.repository.deleteById(old));
			assertThat(Stream.of(old, moved.getId()).filter((id) -> this.plain.findById(id) != null)).isEmpty();
		}
	}

	@Test
	void twoChangesOfTheIdLoseNeither() throws Exception {
		for (int i = 0; i < ROUNDS; i++) {
			String old = stored();
			StoredSession first = loaded(old, "first");
			first.changeSessionId();
			StoredSession second = loaded(old, "second");
			second.changeSessionId();
			StoredSession late = loaded(old, "late");
			run(() -> this.repository.save(first), () -> this.repository.save(second),
					() -> this.repository.save(late));
			assertThat(names(first.getId())).contains("name", "first");
			assertThat(names(second.getId())).contains("name", "second");
			assertThat(Stream.of(first, second).filter((one) -> names(one.getId()).contains("late"))).isNotEmpty();
			this.plain.deleteById(old);
			assertThat(Stream.of(first, second).filter((one) -> this.plain.findById(one.getId()) != null)).isEmpty();
		}
	}

	@Test
	void changeThatSomebodyLeftHalfDoneIsCompletedByWhoeverComesBy() {
		String old = stored();
		StoredSession late = loaded(old, "late");
		String id = leftHalfDone(old);
		assertThat(this.plain.findById(old)).isNull();
		this.plain.save(late);
		assertThat(names(id)).containsExactlyInAnyOrder("name", "meanwhile", "late");
		String other = stored();
		String target = leftHalfDone(other);
		this.plain.deleteById(other);
		assertThat(this.plain.findById(target)).isNull();
		String third = stored();
		StoredSession moved = loaded(third, "moved");
		moved.changeSessionId();
		String there = leftHalfDone(third);
		this.plain.save(moved);
		assertThat(names(there)).containsExactlyInAnyOrder("name", "meanwhile");
		assertThat(names(moved.getId())).containsExactlyInAnyOrder("name", "moved");
	}

	/**
	 * An instance dies after it has put what it met under the old id.
	 */
	private String leftHalfDone(String old) {
		Sessions sessions = new Sessions(this.store, SessionSettings.DEFAULT, this.clock);
		Sessions.Found found = sessions.get(old);
		Content content = (Content) found.stored();
		String id = this.plain.createSession().getId();
		sessions.add(id, content);
		Content merged = new Delta(Map.of("meanwhile", AttributeCodec.java(List.of()).encode(1)),
				new Delta.Access(0, 0), null, null)
			.applyTo(content);
		assertThat(sessions.replace(old, found.version(), new Moving(id, merged))).isTrue();
		return id;
	}

	private StoredSession loaded(String id, String name) {
		StoredSession session = this.plain.findById(id);
		session.setAttribute(name, 1);
		return session;
	}

	private List<String> names(String id) {
		StoredSession found = this.plain.findById(id);
		assertThat(found).as(id).isNotNull();
		return List.copyOf(found.getAttributeNames());
	}

	private String stored() {
		StoredSession session = this.plain.createSession();
		session.setMaxInactiveInterval(Duration.ofMinutes(30));
		session.setAttribute("name", "value");
		this.plain.save(session);
		return session.getId();
	}

	private void run(Runnable... requests) throws Exception {
		CyclicBarrier start = new CyclicBarrier(requests.length);
		List<Callable<Void>> tasks = Stream.of(requests).<Callable<Void>>map((request) -> () -> {
			start.await();
			request.run();
			return null;
		}).toList();
		for (Future<Void> done : this.executor.invokeAll(tasks)) {
			done.get();
		}
	}

	private CasSessionRepository repository(CasStore store) {
		return new CasSessionRepository(store, AttributeCodec.java(List.of()), SessionSettings.DEFAULT,
				Collaborators.of((event) -> {
				}, new SessionStats(), this.clock));
	}

}
