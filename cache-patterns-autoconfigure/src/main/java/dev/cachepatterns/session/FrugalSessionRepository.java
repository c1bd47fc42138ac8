package dev.cachepatterns.session;

import org.jspecify.annotations.Nullable;

import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * A repository that saves only sessions that have changed, and counts. The last access
 * alone is saved at most once per touch interval: a session may expire that much early.
 *
 * @param <S> the sessions of the repository behind it
 */
public final class FrugalSessionRepository<S extends Session> implements SessionRepository<FrugalSession<S>> {

	private final SessionRepository<S> repository;

	private final SessionSettings settings;

	private final SessionStats stats;

	/**
	 * Wraps a repository.
	 * @param repository the repository
	 * @param settings its touch interval, and the save mode of the repository
	 * @param stats counts sessions created, found and missing, and saves skipped
	 */
	public FrugalSessionRepository(SessionRepository<S> repository, SessionSettings settings, SessionStats stats) {
		this.repository = repository;
		this.settings = settings;
		this.stats = stats;
	}

	@Override
	public FrugalSession<S> createSession() {
		return wrap(this.repository.createSession(), true);
	}

	@Override
	public void save(FrugalSession<S> session) {
		if (session.isChanged()) {
			this.repository.save(session.unwrap());
			if (session.isCreated()) {
				this.stats.recordCreated();
			}
			session.saved();
		}
		else {
			this.stats.recordSkipped();
		}
		SavedSession.remember(this, session);
	}

	@Override
	public @Nullable FrugalSession<S> findById(String id) {
		return SavedSession.find(this, id, this.stats, () -> {
			S session = this.repository.findById(id);
			return (session != null) ? wrap(session, false) : null;
		});
	}

	@Override
	public void deleteById(String id) {
		SavedSession.remember(this, null);
		this.repository.deleteById(id);
	}

	FrugalSession<S> wrap(S session, boolean created) {
		return new FrugalSession<>(session, this.settings, created);
	}

}
