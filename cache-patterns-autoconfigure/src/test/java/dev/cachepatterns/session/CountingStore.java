package dev.cachepatterns.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * A store that writes down its calls, each of which is one round trip, and in which
 * something can happen right before one.
 */
final class CountingStore implements CasStore {

	private final CasStore store;

	private final List<String> calls = new ArrayList<>();

	private String when = "";

	private @Nullable Runnable then;

	private boolean losesAnswer;

	CountingStore(CasStore store) {
		this.store = store;
	}

	/**
	 * The calls since the last question.
	 */
	List<String> calls() {
		List<String> result = List.copyOf(this.calls);
		this.calls.clear();
		return result;
	}

	/**
	 * Lets something happen once, right before a call.
	 */
	void before(String call, Runnable action) {
		this.when = call;
		this.then = action;
	}

	/**
	 * Loses the answer of the next write.
	 */
	void loseAnswer() {
		this.losesAnswer = true;
	}

	@Override
	public @Nullable Versioned get(String name) {
		called("get");
		return this.store.get(name);
	}

	@Override
	public Map<String, Versioned> getAll(Collection<String> names) {
		called("getAll");
		return this.store.getAll(names);
	}

	@Override
	public boolean add(String name, byte[] bytes, Duration ttl) {
		called("add");
		return answer(this.store.add(name, bytes, ttl));
	}

	@Override
	public boolean replace(String name, long version, byte[] bytes, Duration ttl) {
		called("replace");
		return answer(this.store.replace(name, version, bytes, ttl));
	}

	@Override
	public boolean remove(String name, long version) {
		called("remove");
		return this.store.remove(name, version);
	}

	@Override
	public boolean delete(String name) {
		called("delete");
		return this.store.delete(name);
	}

	@Override
	public int limit() {
		return this.store.limit();
	}

	@Override
	public void close() {
		this.store.close();
	}

	private boolean answer(boolean done) {
		if (this.losesAnswer) {
			this.losesAnswer = false;
			throw new StoreUnavailableException("no answer", null);
		}
		return done;
	}

	private void called(String call) {
		Runnable action = this.then;
		if (action != null && this.when.equals(call)) {
			this.then = null;
			action.run();
		}
		this.calls.add(call);
	}

}
