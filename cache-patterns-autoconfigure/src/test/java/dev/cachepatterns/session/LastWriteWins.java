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

	private final Place place;

	LastWriteWins(CasStore store) {
		this(new Replaced(store));
	}

	LastWriteWins(Place place) {
		this.place = place;
	}

	@Override
	public MapSession createSession() {
		return new MapSession();
	}

	@Override
	public void save(MapSession session) {
		if (!session.getId().equals(session.getOriginalId())) {
			this.place.delete(session.getOriginalId());
		}
		this.place.set(session.getId(), CODEC.encode(session, MapSession.class));
	}

	@Override
	public @Nullable MapSession findById(String id) {
		byte[] there = this.place.get(id);
		return (there != null) ? new MapSession((MapSession) CODEC.decode(ByteBuffer.wrap(there), MapSession.class))
				: null;
	}

	@Override
	public void deleteById(String id) {
		this.place.delete(id);
	}

	/**
	 * Where sessions are.
	 */
	interface Place {

		byte @Nullable [] get(String id);

		void set(String id, byte[] bytes);

		void delete(String id);

	}

	/**
	 * In a store that has no other way to write than to replace what is there.
	 *
	 * @param store the store
	 */
	private record Replaced(CasStore store) implements Place {

		@Override
		public byte @Nullable [] get(String id) {
			Versioned there = this.store.get(id);
			return (there != null) ? there.bytes() : null;
		}

		@Override
		public void set(String id, byte[] bytes) {
			boolean done = false;
			while (!done) {
				Versioned there = this.store.get(id);
				done = (there != null) ? this.store.replace(id, there.version(), bytes, Duration.ofMinutes(30))
						: this.store.add(id, bytes, Duration.ofMinutes(30));
			}
		}

		@Override
		public void delete(String id) {
			this.store.delete(id);
		}

	}

}
