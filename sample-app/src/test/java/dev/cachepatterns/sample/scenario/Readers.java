package dev.cachepatterns.sample.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests that come at the same time, each on a thread of its own. The database answers
 * when all of them have what they came for, or wait for it.
 *
 * @param instances the instances
 * @param database their database
 * @param threads threads of requests
 */
record Readers(List<Atlas> instances, Database database, ExecutorService threads) implements AutoCloseable {

	static Readers of(List<Atlas> instances, Database database) {
		return new Readers(instances, database, Executors.newCachedThreadPool());
	}

	/**
	 * Sends requests.
	 * @param requests the requests
	 * @param meanwhile what happens while the database works
	 * @return what became of them
	 */
	Outcome send(List<Runnable> requests, Runnable meanwhile) {
		long waitsBefore = waits();
		AtomicInteger done = new AtomicInteger();
		this.database.hold();
		List<Future<?>> sent = new ArrayList<>();
		for (Runnable request : requests) {
			sent.add(this.threads.submit(() -> {
				try {
					request.run();
				}
				finally {
					done.incrementAndGet();
				}
			}));
		}
		Wait.until(() -> done.get() + this.database.readers() + waits() - waitsBefore == requests.size());
		int waited = requests.size() - done.get();
		Wait.until(() -> this.instances.stream().allMatch((instance) -> instance.refreshes().settled()));
		meanwhile.run();
		this.database.answer();
		int failed = (int) sent.stream().filter(Readers::failed).count();
		this.instances.forEach((instance) -> instance.refreshes().answer());
		return new Outcome(waited, failed);
	}

	private long waits() {
		return this.instances.stream().mapToLong(Atlas::waits).sum();
	}

	private static boolean failed(Future<?> request) {
		try {
			request.get();
			return false;
		}
		catch (ExecutionException ex) {
			return true;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

	/**
	 * What became of requests.
	 *
	 * @param waited how many had to wait for the database
	 * @param failed how many failed
	 */
	record Outcome(int waited, int failed) {
	}

}
