package dev.cachepatterns.session;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.CodecException;
import org.springframework.session.SaveMode;

/**
 * The attributes of a session in one request: bytes until somebody asks for one.
 * <p>
 * Where attributes that were read are to be saved, those count as changed whose bytes
 * have changed since.
 */
final class SessionAttributes {

	private static final Log logger = LogFactory.getLog(SessionAttributes.class);

	private final AttributeCodec codec;

	private final SaveMode saveMode;

	private final SessionStats stats;

	// As the store has them, as far as this request knows
	private final Map<String, byte[]> stored;

	private final Map<String, Object> values = new HashMap<>();

	private final Set<String> touched = new LinkedHashSet<>();

	private final Set<String> removed = new LinkedHashSet<>();

	private final Set<String> undecodable = new HashSet<>();

	SessionAttributes(AttributeCodec codec, SaveMode saveMode, SessionStats stats, Map<String, byte[]> stored) {
		this.codec = codec;
		this.saveMode = saveMode;
		this.stats = stats;
		this.stored = new LinkedHashMap<>(stored);
	}

	@Nullable Object get(String name) {
		Object value = value(name);
		if (value != null && this.saveMode == SaveMode.ON_GET_ATTRIBUTE) {
			this.touched.add(name);
		}
		return value;
	}

	/**
	 * The names of those that have a value. Each is decoded.
	 */
	Set<String> names() {
		Set<String> names = new HashSet<>(this.values.keySet());
		for (String name : this.stored.keySet()) {
			if (value(name) != null) {
				names.add(name);
			}
		}
		return names;
	}

	void set(String name, Object value) {
		this.values.put(name, value);
		this.touched.add(name);
		this.removed.remove(name);
		this.undecodable.remove(name);
	}

	void remove(String name) {
		this.values.remove(name);
		this.touched.remove(name);
		if (this.stored.containsKey(name)) {
			this.removed.add(name);
		}
	}

	/**
	 * Whether each of them can be read.
	 */
	boolean readable() {
		this.stored.keySet().forEach(this::value);
		return this.undecodable.isEmpty();
	}

	/**
	 * Whether one could not be read, among those that somebody has asked for.
	 */
	boolean incomplete() {
		return !this.undecodable.isEmpty();
	}

	/**
	 * The bytes of those that have changed, {@code null} for those that were removed.
	 * @throws CodecException if one cannot be written
	 */
	Map<String, byte @Nullable []> changes() {
		Map<String, byte @Nullable []> changes = new LinkedHashMap<>();
		for (String name : (this.saveMode == SaveMode.ALWAYS) ? this.values.keySet() : this.touched) {
			Object value = this.values.get(name);
			byte[] bytes = (value != null) ? this.codec.encode(value) : null;
			if (bytes != null && !Arrays.equals(bytes, this.stored.get(name))) {
				changes.put(name, bytes);
			}
		}
		this.removed.forEach((name) -> changes.put(name, null));
		return changes;
	}

	/**
	 * Changes are in the store now.
	 */
	void saved(Map<String, byte @Nullable []> changes) {
		changes.forEach((name, bytes) -> {
			if (bytes != null) {
				this.stored.put(name, bytes);
			}
			else {
				this.stored.remove(name);
			}
		});
		this.touched.clear();
		this.removed.clear();
	}

	private @Nullable Object value(String name) {
		Object known = this.values.get(name);
		byte[] bytes = this.stored.get(name);
		if (known != null || bytes == null || this.removed.contains(name) || this.undecodable.contains(name)) {
			return known;
		}
		try {
			Object value = this.codec.decode(bytes);
			this.values.put(name, value);
			return value;
		}
		catch (CodecException ex) {
			this.undecodable.add(name);
			this.stats.recordUndecodable();
			logger.warn("The attribute '%s' of a session cannot be read: %s".formatted(name, ex.getMessage()));
			logger.debug("The reason:", ex);
			return null;
		}
	}

}
