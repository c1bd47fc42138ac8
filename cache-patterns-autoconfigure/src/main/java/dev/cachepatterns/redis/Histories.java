package dev.cachepatterns.redis;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whose generations count: those made by the primaries that this instance is connected
 * to, in the history of data that they still write.
 * <p>
 * A server that restarts with an older snapshot, or a replica that is promoted without
 * the last writes, brings back old values and has lost their invalidations. It also
 * brings back the generations of those values, and they carry the history in which they
 * were made: that of the process that is gone. So nothing has to be rotated and nobody
 * has to remember anything: every instance, also one that starts later, takes such a
 * generation for none at all, and the next reader makes a new one.
 * <p>
 * What makes this safe is the order of events on a connection. A connection leads to one
 * process. When it is made, and made again, {@link #connected} is called before any reply
 * of the process is read, and from then on no answer counts until the process has said
 * which history it writes. An answer is judged after it was received, by the state of
 * that moment. Hence what is served was read while each of the servers behind the open
 * connections was known.
 * <p>
 * A history belongs to one primary at a time. It no longer counts when its server is
 * disconnected, is no primary any more, does not answer the question that is repeated
 * every second, or when another primary says that it has taken its place: this one may
 * hang or be cut off, with its connection still open.
 * <p>
 * What remains: a primary that is cut off from its successor but not from this instance
 * is believed until the two meet or its connection breaks; one that loses its place and
 * gets it back within a second, on the same connection, is not noticed; and an instance
 * that starts after a node of a cluster was restored takes a generation for good that was
 * made on another node, of which the hash slot has moved since. The first replica of a
 * primary makes Redis begin a new history, which costs what is cached there.
 * <p>
 * A hit costs one volatile read.
 */
final class Histories {

	/**
	 * Stands for the state in which no answer counts.
	 */
	static final long[] DOUBT = {};

	/**
	 * Stands for the state in which every answer counts, as nothing tells them apart.
	 */
	static final long[] ANY = {};

	/**
	 * What the log says where nothing can be told apart.
	 */
	static final String CONSEQUENCE = "After a restart with an older snapshot, or a fail-over that lost writes, "
			+ "old values can be served until their time to live ends.";

	private static final Log logger = LogFactory.getLog(Histories.class);

	private final Map<Object, Link> links = new IdentityHashMap<>();

	private final Set<Long> seen = new HashSet<>();

	private final Set<Long> superseded = new HashSet<>();

	private final Map<Object, Long> before = new WeakHashMap<>();

	private final Consumer<Runnable> promoted;

	private int recovering;

	private boolean warned;

	private boolean ignored;

	private volatile long[] current;

	/**
	 * No server is known yet.
	 * @param promoted called when a server has taken the place of one that counted, or
	 * may have; no answer counts until it has called what it is given; must not block
	 */
	Histories(Consumer<Runnable> promoted) {
		this(DOUBT, promoted);
	}

	private Histories(long[] current, Consumer<Runnable> promoted) {
		this.current = current;
		this.promoted = promoted;
	}

	/**
	 * Every answer counts: for connections that cannot be watched.
	 */
	static Histories unwatched() {
		return new Histories(ANY, Runnable::run);
	}

	/**
	 * Every answer counts from now on, and the log says why.
	 */
	synchronized void ignore(String reason) {
		this.ignored = true;
		update();
		if (!this.warned) {
			this.warned = true;
			logger.warn(reason + ". " + CONSEQUENCE);
		}
	}

	/**
	 * The histories that count now; to be read after the answer that is to be judged.
	 */
	long[] current() {
		return this.current;
	}

	/**
	 * Called before the first reply on a connection, each time that it is made.
	 */
	synchronized void connected(Object connection) {
		this.links.put(connection, new Link());
		update();
	}

	/**
	 * Called when a connection is lost.
	 */
	synchronized void disconnected(Object connection) {
		if (this.links.remove(connection) != null) {
			update();
		}
	}

	synchronized boolean knows(Object connection) {
		return this.links.containsKey(connection);
	}

	synchronized List<Object> connections() {
		return List.copyOf(this.links.keySet());
	}

	/**
	 * Forgets connections, if they are not made again meanwhile.
	 */
	void forget(Predicate<Object> closed) {
		Map<Object, Link> known;
		synchronized (this) {
			known = new IdentityHashMap<>(this.links);
		}
		known.keySet().removeIf(closed.negate());
		synchronized (this) {
			known.forEach((connection, link) -> {
				if (this.links.get(connection) == link) {
					disconnected(connection);
				}
			});
		}
	}

	/**
	 * The question to a server which history it writes.
	 * @return what its answer has to be given back with; {@code null} if nothing is to be
	 * asked, or the one before is not answered
	 */
	synchronized @Nullable Object question(Object connection) {
		Link link = this.links.get(connection);
		if (link == null || link.asked || (link.history != null && !link.history.told())) {
			return null;
		}
		link.asked = true;
		return link;
	}

	/**
	 * To be called a moment after there was no new question: a server that has not
	 * answered the one before by then does not count until it does. The moment is for an
	 * answer that has come while this process stood still.
	 */
	synchronized void unanswered(Object connection) {
		Link link = this.links.get(connection);
		if (link != null && link.asked) {
			link.late = true;
			update();
		}
	}

	/**
	 * A server's answer. One to a question on a connection that was lost since does not
	 * count, also if it was repeated on the next one.
	 */
	void answered(Object connection, Object question, History history) {
		boolean taken;
		synchronized (this) {
			Link link = this.links.get(connection);
			if (link == null || link != question) {
				return;
			}
			link.asked = false;
			link.late = false;
			link.history = history;
			warn(history);
			taken = history.primary() && history.told() && isSuccessor(connection, history);
			this.recovering += taken ? 1 : 0;
			update();
		}
		if (taken) {
			this.promoted.accept(this::recovered);
		}
	}

	/**
	 * Whether a server has taken the place of one that counted, as it says or as the
	 * connection does that led to another history before. The latter does not depend on
	 * having asked the one before in its last second, in which its first replica may have
	 * made it begin a history that nobody has seen.
	 */
	private boolean isSuccessor(Object connection, History history) {
		Long before = this.before.put(connection, history.id());
		boolean first = this.seen.add(history.id());
		boolean promoted = first && this.seen.contains(history.previous());
		boolean successor = promoted || (first && before != null);
		if (successor) {
			logger.info("A Redis server has " + (promoted ? "taken another's place" : "restarted")
					+ ": what was cached there before is not served any more");
		}
		this.superseded.add(history.previous());
		return successor;
	}

	private synchronized void recovered() {
		this.recovering--;
		update();
	}

	/**
	 * The question came to nothing and has to be asked again.
	 */
	synchronized void failed(Object connection, Object question) {
		Link link = this.links.get(connection);
		if (link != null && link == question) {
			link.asked = false;
			link.late = true;
			update();
		}
	}

	private void warn(History history) {
		if (!history.told() && !this.warned) {
			this.warned = true;
			logger.warn("Redis does not say which run of the server answers (INFO replication is refused, or has no "
					+ "master_replid). " + CONSEQUENCE
					+ " Allow the user of the cache the command: ACL SETUSER <user> +info");
		}
	}

	private void update() {
		if (this.ignored) {
			this.current = ANY;
			return;
		}
		if (this.recovering > 0 || this.links.values().stream().anyMatch((link) -> link.history == null)) {
			this.current = DOUBT;
			return;
		}
		if (this.links.values().stream().anyMatch((link) -> link.history != null && !link.history.told())) {
			this.current = ANY;
			return;
		}
		long[] counting = this.links.values()
			.stream()
			.map(Link::writes)
			.mapToLong(Long::longValue)
			.filter((id) -> id != 0 && !this.superseded.contains(id))
			.distinct()
			.toArray();
		this.current = (counting.length > 0) ? counting : DOUBT;
	}

}
