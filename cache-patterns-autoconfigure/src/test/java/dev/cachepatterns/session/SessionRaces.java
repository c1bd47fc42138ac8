package dev.cachepatterns.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Requests to two instances of an application that meet in one session, and what they do
 * to each other.
 *
 * @param <S> type of the sessions
 */
final class SessionRaces<S extends Session> implements AutoCloseable {

	private static final int WRITERS = 4;

	private final List<SessionRepository<S>> instances;

	private final AtomicInteger changes = new AtomicInteger();

	private final ExecutorService executor = Executors.newFixedThreadPool(WRITERS + 1);

	SessionRaces(SessionRepository<S> one, SessionRepository<S> two) {
		this.instances = List.of(one, two);
	}

	/**
	 * Each writer counts in an attribute of its own.
	 * @return how many counts are missing in the end
	 */
	int lostUpdates(int rounds) throws Exception {
		AtomicReference<String> id = new AtomicReference<>(created());
		run(writers(id, rounds));
		return missing(id.get(), rounds);
	}

	/**
	 * The same while the id of the session changes with every few requests.
	 */
	int lostUpdatesWhileTheIdChanges(int rounds) throws Exception {
		AtomicReference<String> id = new AtomicReference<>(created());
		AtomicInteger running = new AtomicInteger(WRITERS);
		List<Callable<Void>> tasks = new ArrayList<>();
		writers(id, rounds).forEach((writer) -> tasks.add(() -> {
			try {
				return writer.call();
			}
			finally {
				running.decrementAndGet();
			}
		}));
		tasks.add(() -> {
			for (int i = 0; running.get() > 0; i++) {
				change(this.instances.get(i % 2), id);
			}
			return null;
		});
		run(tasks);
		return missing(id.get(), rounds);
	}

	/**
	 * Requests that have the session are saved while others delete it, and change its id.
	 * @return how many sessions there are in the end
	 */
	int resurrected(int rounds, boolean changesId) throws Exception {
		int resurrected = 0;
		for (int i = 0; i < rounds; i++) {
			String id = created();
			S late = this.instances.get(0).findById(id);
			S other = this.instances.get(1).findById(id);
			late.setAttribute("late", i);
			other.setAttribute("other", i);
			if (changesId) {
				other.changeSessionId();
			}
			CyclicBarrier start = new CyclicBarrier(3);
			run(List.of(save(this.instances.get(0), late, start), save(this.instances.get(1), other, start), () -> {
				start.await();
				this.instances.get(1).deleteById(id);
				return null;
			}));
			boolean there = Arrays.asList(id, other.getId())
				.stream()
				.anyMatch((one) -> this.instances.get(0).findById(one) != null);
			resurrected += there ? 1 : 0;
		}
		return resurrected;
	}

	/**
	 * How often the id has changed.
	 */
	int changes() {
		return this.changes.get();
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	private Callable<Void> save(SessionRepository<S> instance, S session, CyclicBarrier start) {
		return () -> {
			start.await();
			instance.save(session);
			return null;
		};
	}

	private void change(SessionRepository<S> instance, AtomicReference<String> id) {
		S session = instance.findById(id.get());
		if (session != null) {
			session.changeSessionId();
			instance.save(session);
			id.set(session.getId());
			this.changes.incrementAndGet();
		}
	}

	private List<Callable<Void>> writers(AtomicReference<String> id, int rounds) {
		return IntStream.range(0, WRITERS)
			.<Callable<Void>>mapToObj((writer) -> () -> write(this.instances.get(writer % 2), writer, id, rounds))
			.toList();
	}

	private Void write(SessionRepository<S> instance, int writer, AtomicReference<String> id, int rounds) {
		for (int i = 0; i < rounds;) {
			S session = instance.findById(id.get());
			if (session != null) {
				session.setAttribute("writer" + writer, session.getAttributeOrDefault("writer" + writer, 0) + 1);
				instance.save(session);
				i++;
			}
		}
		return null;
	}

	private int missing(String id, int rounds) {
		S session = this.instances.get(0).findById(id);
		int missing = WRITERS * rounds;
		for (int writer = 0; writer < WRITERS && session != null; writer++) {
			missing -= session.getAttributeOrDefault("writer" + writer, 0);
		}
		return missing;
	}

	private String created() {
		S session = this.instances.get(0).createSession();
		this.instances.get(0).save(session);
		return session.getId();
	}

	private void run(List<Callable<Void>> tasks) throws Exception {
		for (Future<Void> done : this.executor.invokeAll(tasks)) {
			done.get();
		}
	}

}
