package dev.cachepatterns.session;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * A {@link FrugalSessionRepository} that finds sessions by an index, for example by the
 * name of their user.
 *
 * @param <S> the sessions of the repository behind it
 */
public final class FrugalIndexedSessionRepository<S extends Session>
		implements FindByIndexNameSessionRepository<FrugalSession<S>> {

	private final FindByIndexNameSessionRepository<S> repository;

	private final FrugalSessionRepository<S> frugal;

	/**
	 * Wraps a repository.
	 * @param repository the repository
	 * @param settings its touch interval, and the save mode of the repository
	 * @param stats counts sessions created, found by their id and missing, and saves
	 * skipped
	 */
	public FrugalIndexedSessionRepository(FindByIndexNameSessionRepository<S> repository, SessionSettings settings,
			SessionStats stats) {
		this.repository = repository;
		this.frugal = new FrugalSessionRepository<>(repository, settings, stats);
	}

	@Override
	public FrugalSession<S> createSession() {
		return this.frugal.createSession();
	}

	@Override
	public void save(FrugalSession<S> session) {
		this.frugal.save(session);
	}

	@Override
	public @Nullable FrugalSession<S> findById(String id) {
		return this.frugal.findById(id);
	}

	@Override
	public void deleteById(String id) {
		this.frugal.deleteById(id);
	}

	@Override
	public Map<String, FrugalSession<S>> findByIndexNameAndIndexValue(String name, String value) {
		Map<String, FrugalSession<S>> found = new LinkedHashMap<>();
		this.repository.findByIndexNameAndIndexValue(name, value)
			.forEach((id, session) -> found.put(id, this.frugal.wrap(session, false)));
		return found;
	}

}
