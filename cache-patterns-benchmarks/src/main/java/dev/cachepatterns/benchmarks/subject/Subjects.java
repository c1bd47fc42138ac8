package dev.cachepatterns.benchmarks.subject;

import java.util.ArrayList;
import java.util.List;

import dev.cachepatterns.benchmarks.server.MemcachedServer;
import dev.cachepatterns.benchmarks.server.RedisServer;
import dev.cachepatterns.benchmarks.server.Server;

/**
 * The subjects of a backend, with the servers they need.
 *
 * @param all the subjects; the first is the one that others are compared with
 * @param servers their servers
 */
public record Subjects(List<Subject> all, List<Server> servers) implements AutoCloseable {

	/**
	 * Starts them.
	 * @param backend the backend
	 * @return the subjects, ready to be called
	 */
	public static Subjects start(Backend backend) {
		return switch (backend) {
			case REDIS -> redis();
			case MEMCACHED -> memcached();
			case MEMORY -> new Subjects(List.of(RawCaffeine.ofBytes(), Applications.oursInMemory(),
					RawCaffeine.ofObjects(), Applications.springCaffeine()), List.of());
		};
	}

	private static Subjects redis() {
		Server redis = new RedisServer();
		return new Subjects(List.of(RawRedis.connect(redis), Applications.ours(redis), Applications.oursTagged(redis),
				Applications.oursEventual(redis), Applications.springJson(redis), Applications.springJdk(redis),
				Applications.springJsonAsynchronous(redis)), List.of(redis));
	}

	private static Subjects memcached() {
		Server memcached = new MemcachedServer();
		Server redis = new RedisServer();
		return new Subjects(List.of(RawMemcached.connect(memcached), Applications.oursOnMemcached(memcached),
				Applications.springJsonForComparison(redis)), List.of(memcached, redis));
	}

	/**
	 * The subjects that have an operation.
	 * @param operation the operation
	 * @return the subjects
	 */
	public List<Subject> of(Operation operation) {
		return this.all.stream().filter((subject) -> subject.operations().contains(operation)).toList();
	}

	/**
	 * The subject of a name.
	 * @param name how its name begins
	 * @return the first one
	 */
	public Subject named(String name) {
		return this.all.stream()
			.filter((subject) -> subject.name().startsWith(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No subject is named " + name));
	}

	/**
	 * Removes all entries, and caches the keys that are hit.
	 */
	public void prepare() {
		this.servers.forEach(Server::clear);
		this.all.forEach(Operation::prepare);
	}

	@Override
	public void close() {
		List<AutoCloseable> open = new ArrayList<>(this.all);
		open.addAll(this.servers);
		for (AutoCloseable closeable : open) {
			try {
				closeable.close();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

}
