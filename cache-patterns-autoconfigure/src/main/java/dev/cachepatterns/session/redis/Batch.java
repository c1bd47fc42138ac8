package dev.cachepatterns.session.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Commands that go to the server at once, as one script: Spring Data would make a new
 * connection for a pipeline. On a cluster each goes to its server.
 */
final class Batch {

	private final RedisOperations<String, Object> redis;

	private final List<String> keys = new ArrayList<>();

	private final List<List<byte[]>> commands = new ArrayList<>();

	Batch(RedisOperations<String, Object> redis) {
		this.redis = redis;
	}

	/**
	 * Adds a command.
	 * @param name its name
	 * @param key the key
	 * @param args what follows the key
	 * @return this
	 */
	Batch add(String name, String key, byte[]... args) {
		List<byte[]> words = new ArrayList<>();
		words.add(SessionHashes.bytes(String.valueOf(args.length + 1)));
		words.add(SessionHashes.bytes(name));
		words.addAll(List.of(args));
		this.keys.add(key);
		this.commands.add(words);
		return this;
	}

	/**
	 * A member of a set, as Spring Session writes it.
	 */
	@SuppressWarnings("unchecked")
	byte[] member(String text) {
		return Objects.requireNonNull(((RedisSerializer<Object>) this.redis.getValueSerializer()).serialize(text));
	}

	void run() {
		RedisCallback<Boolean> clustered = RedisClusterConnection.class::isInstance;
		if (Boolean.TRUE.equals(this.redis.execute(clustered))) {
			for (int i = 0; i < this.keys.size(); i++) {
				run(this.keys.subList(i, i + 1), this.commands.subList(i, i + 1));
			}
		}
		else if (!this.keys.isEmpty()) {
			run(this.keys, this.commands);
		}
	}

	private void run(List<String> keys, List<List<byte[]>> commands) {
		SessionHashes.run(this.redis, SessionScript.BATCH, keys, commands.stream().flatMap(List::stream).toList());
	}

}
