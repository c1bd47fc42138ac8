package dev.cachepatterns.session;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.Sessions.Found;
import dev.cachepatterns.session.Sessions.Index;
import dev.cachepatterns.session.Stored.Content;
import dev.cachepatterns.session.Stored.Forward;
import dev.cachepatterns.session.Stored.Moving;
import dev.cachepatterns.store.StoreException;

/**
 * The ids of each user's sessions, under the hash of the user's name.
 * <p>
 * It follows the sessions: it is changed after them, and not with them. A session that is
 * missing in it, as its entry was evicted or its node was out, is put back when the
 * session's last access is written next. Failures of the store are logged here, as they
 * must not keep a user out whose session is stored; only those of {@link #find} are told.
 */
final class PrincipalIndex {

	/**
	 * Sessions that it holds of one user: beyond it those are forgotten that expire
	 * first.
	 */
	static final int LARGEST = 10_000;

	private static final Log logger = LogFactory.getLog(PrincipalIndex.class);

	private final Sessions sessions;

	PrincipalIndex(Sessions sessions) {
		this.sessions = sessions;
	}

	/**
	 * A user's sessions by id, those too that have just got another one. Ids that lead
	 * nowhere are taken out of the index.
	 * @throws StoreException if the store cannot tell
	 */
	Map<String, Found> find(String principal) {
		Index index = this.sessions.index(principal);
		if (index == null) {
			return Map.of();
		}
		Map<String, Found> alive = this.sessions.getAll(index.sessions().keySet());
		Map<String, Found> result = new LinkedHashMap<>();
		Set<String> dead = new LinkedHashSet<>(index.sessions().keySet());
		alive.forEach((id, found) -> {
			List<String> targets = targets(found.stored());
			if (!targets.isEmpty()) {
				dead.remove(id);
				this.sessions.getAll(targets).forEach((target, behind) -> {
					if (of(principal, behind)) {
						result.put(target, behind);
					}
				});
			}
			else if (of(principal, found)) {
				dead.remove(id);
				result.put(id, found);
			}
		});
		remove(principal, dead);
		return result;
	}

	private static List<String> targets(Stored stored) {
		return (stored instanceof Forward forward) ? forward.ids()
				: (stored instanceof Moving moving) ? List.of(moving.id()) : List.of();
	}

	private static boolean of(String principal, Found found) {
		return found.stored() instanceof Content session && principal.equals(session.principal());
	}

	/**
	 * Puts a session in, if it is not there, with a time beyond its end: it need not be
	 * written again with each request.
	 */
	void put(String principal, String id, Content session) {
		long end = session.expiresAt();
		long generous = (end == Long.MAX_VALUE) ? end : end + session.maxInactive();
		change(principal, (ids) -> {
			if (ids.getOrDefault(id, 0L) < end) {
				ids.put(id, generous);
			}
		});
	}

	/**
	 * Puts a session in under its new id.
	 */
	void move(String principal, String from, String to, Content session) {
		change(principal, (ids) -> {
			ids.remove(from);
			ids.put(to, session.expiresAt());
		});
	}

	void remove(String principal, Collection<String> dead) {
		if (!dead.isEmpty()) {
			change(principal, (ids) -> ids.keySet().removeAll(dead));
		}
	}

	private void change(String principal, Consumer<Map<String, Long>> change) {
		try {
			for (int attempt = 0; attempt < Pause.ATTEMPTS; attempt++) {
				if (changed(principal, change)) {
					return;
				}
				Pause.after(attempt);
			}
			logger.debug("The index of a user's sessions is changed by too many at the same time");
		}
		catch (StoreException ex) {
			logger.warn("The index of a user's sessions could not be changed: " + ex.getMessage());
			logger.debug("The reason:", ex);
		}
	}

	private boolean changed(String principal, Consumer<Map<String, Long>> change) {
		@Nullable Index index = this.sessions.index(principal);
		Map<String, Long> before = (index != null) ? index.sessions() : Map.of();
		Map<String, Long> after = new LinkedHashMap<>(before);
		change.accept(after);
		if (after.equals(before)) {
			return true;
		}
		prune(after);
		return this.sessions.replaceIndex(principal, index, after);
	}

	private void prune(Map<String, Long> ids) {
		long now = this.sessions.now();
		ids.values().removeIf((end) -> end <= now);
		if (ids.size() > LARGEST) {
			List<String> first = ids.entrySet()
				.stream()
				.sorted(Comparator.comparingLong(Map.Entry::getValue))
				.limit(ids.size() - LARGEST)
				.map(Map.Entry::getKey)
				.toList();
			ids.keySet().removeAll(first);
		}
	}

}
