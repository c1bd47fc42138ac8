package dev.cachepatterns.session.redis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.session.Undecodable;
import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of sessions with attributes that cannot be read, and of what is no
 * session.
 */
interface UndecodableContract {

	RedisSessions sessions();

	@Test
	default void attributesThatCannotBeReadAreDropped() throws Exception {
		for (byte[] bytes : unreadable()) {
			long before = sessions().counts().undecodable();
			String id = stored(bytes);
			Session found = sessions().ours().findById(id);
			assertThat(found.getAttributeNames()).containsOnly("good");
			assertThat(found.<String>getAttribute("good")).isEqualTo("1");
			assertThat(sessions().counts().undecodable()).isEqualTo(before + 1);
		}
	}

	@Test
	default void aDroppedAttributeIsNotWrittenBack() throws Exception {
		for (SaveMode mode : SaveMode.values()) {
			for (byte[] bytes : unreadable()) {
				String id = stored(bytes);
				SessionRepository<Session> repository = sessions().ours(mode, FlushMode.ON_SAVE,
						Undecodable.DROP_ATTRIBUTE);
				Session found = repository.findById(id);
				assertThat(found.<Object>getAttribute("bad")).isNull();
				found.setAttribute("good", "2");
				repository.save(found);
				assertThat(sessions().field(id, "sessionAttr:bad")).isEqualTo(bytes);
				found.setAttribute("bad", "3");
				repository.save(found);
				assertThat(repository.findById(id).<String>getAttribute("bad")).isEqualTo("3");
			}
		}
	}

	@Test
	default void aDroppedAttributeCanBeRemoved() throws Exception {
		String id = stored(unreadable().get(0));
		SessionRepository<Session> repository = sessions().ours();
		Session found = repository.findById(id);
		found.removeAttribute("bad");
		repository.save(found);
		assertThat(sessions().field(id, "sessionAttr:bad")).isNull();
	}

	@Test
	default void aSessionEndsByChoice() throws Exception {
		for (byte[] bytes : unreadable()) {
			String id = stored(bytes);
			assertThat(sessions().ours(Undecodable.END_SESSION).findById(id)).isNull();
			assertThat(sessions().ours().findById(id)).isNull();
		}
	}

	@Test
	default void deletingNeedsToReadNothing() throws Exception {
		for (Undecodable choice : Undecodable.values()) {
			for (byte[] bytes : unreadable()) {
				String id = stored(bytes);
				for (String field : List.of("sessionAttr:good", "sessionAttr:third")) {
					sessions().field(id, field, bytes);
				}
				sessions().ours(choice).deleteById(id);
				assertThat(sessions().ours().findById(id)).isNull();
				assertThat(sessions().keys()).filteredOn((key) -> key.contains("expires:" + id)).isEmpty();
			}
		}
	}

	@Test
	default void withoutUsSuchASessionFailsEachRequest() throws Exception {
		String id = stored(unreadable().get(1));
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> sessions().plain().findById(id));
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> sessions().plain().findById(stored(unreadable().get(2))));
	}

	@Test
	default void theRestOfALateSaveIsNoSessionAndIsRemoved() {
		for (String missing : List.of("creationTime", "lastAccessedTime", "maxInactiveInterval")) {
			SessionRepository<Session> repository = sessions().ours();
			String id = saved(repository).getId();
			sessions().raw().opsForHash().delete(RedisSessions.key(id), missing);
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> sessions().plain().findById(id));
			assertThat(repository.findById(id)).as(missing).isNull();
			if (missing.equals("creationTime")) {
				assertThat(sessions().keys()).doesNotContain(RedisSessions.key(id));
			}
			repository.deleteById(id);
			assertThat(repository.findById(id)).as(missing).isNull();
		}
	}

	@Test
	default void numbersThatCannotBeReadAreNoSession() throws Exception {
		SessionRepository<Session> repository = sessions().ours();
		for (byte[] bytes : unreadable()) {
			String id = saved(repository).getId();
			sessions().field(id, "lastAccessedTime", bytes);
			assertThat(repository.findById(id)).isNull();
			repository.deleteById(id);
		}
	}

	private String stored(byte[] bytes) {
		Session session = saved(sessions().ours());
		sessions().field(session.getId(), "sessionAttr:bad", bytes);
		return session.getId();
	}

	private static Session saved(SessionRepository<Session> repository) {
		Session session = repository.createSession();
		session.setAttribute("good", "1");
		repository.save(session);
		return session;
	}

	/**
	 * Bytes of a class that is not allowed, that is gone, that has changed, that fails
	 * when it is read, and of nothing.
	 */
	private static List<byte[]> unreadable() throws IOException {
		byte[] good = bytes(new Kept());
		String text = new String(good, StandardCharsets.ISO_8859_1);
		byte[] gone = text.replace("$Kept", "$Gone").getBytes(StandardCharsets.ISO_8859_1);
		byte[] changed = good.clone();
		// The first byte of its serialVersionUID
		changed[text.indexOf("$Kept") + "$Kept".length()]++;
		return List.of(bytes(new java.awt.Point()), gone, changed, bytes(new Failing()), "torn".getBytes());
	}

	private static byte[] bytes(Object value) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(value);
		}
		return bytes.toByteArray();
	}

	/**
	 * An attribute.
	 */
	final class Kept implements Serializable {

		private static final long serialVersionUID = 1;

	}

	/**
	 * An attribute that does not want to be read.
	 */
	final class Failing implements Serializable {

		private static final long serialVersionUID = 1;

		private Object readResolve() {
			throw new ExceptionInInitializerError("read");
		}

	}

}
