package dev.cachepatterns.session;

import java.util.Objects;
import java.util.function.Supplier;

import org.springframework.session.SessionIdGenerator;

/**
 * Lets a repository that makes ids on its own take one that is known already.
 */
final class HandedIds implements SessionIdGenerator {

	private final ThreadLocal<String> next = new ThreadLocal<>();

	/**
	 * Does something for which the repository makes an id.
	 * @param id the id that it takes
	 */
	<T> T hand(String id, Supplier<T> step) {
		this.next.set(id);
		try {
			return step.get();
		}
		finally {
			this.next.remove();
		}
	}

	@Override
	public String generate() {
		return Objects.requireNonNull(this.next.get());
	}

}
