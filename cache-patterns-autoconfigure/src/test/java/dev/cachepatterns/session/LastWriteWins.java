package dev.cachepatterns.session;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.JavaSerializationCodec;
import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.store.CasStore.Versioned;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;

/**
 * A repository as most are: each save stores the whole session.
 */
final class LastWriteWins implements SessionRepository<MapSession> {

	private static final JavaSerializationCodec CODEC = new JavaSerializationCodec(
			List.of("org.springframework.session.MapSession"));

	private final CasStore store;

	LastWriteWins(CasStore store) {
		this.store = store;
	}

	@Override
	public MapSession createSession() {
		return new MapSession();
	}

	@Override
	public void save(MapSession session) {
		if (!session.getId().equals(session.getOriginalId())) {
			this.store.delete(session.getOriginalId());
		}
		byte[] bytes = CODEC.encode(session, MapSession.class);
		boolean done = false;
		while (!done) {
			Versioned there = this.store.get(session.getId());
			done = (there != null) ? this.store.replace(session.getId(), there.version(), bytes, Duration.ofMinutes(30))
					: this.store.add(session.getId(), bytes, Duration.ofMinutes(30));
		}
	}

	@Override
	public @Nullable MapSession findById(String id) {
		Versioned there = this.store.get(id);
		return (there != null)
				? new MapSession((MapSession) CODEC.decode(ByteBuffer.wrap(there.bytes()), MapSession.class)) : null;
	}

	@Override
	public void deleteById(String id) {
		this.store.delete(id);
	}

}
