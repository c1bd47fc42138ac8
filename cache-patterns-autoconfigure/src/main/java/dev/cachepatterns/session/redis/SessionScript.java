package dev.cachepatterns.session.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The Lua scripts on sessions: each is one atomic step, and runs on a cluster too if it
 * has one key.
 */
enum SessionScript {

	ALIVE, BATCH, CREATE, END, SWEEP, UPDATE;

	private final RedisScript<Long> script;

	SessionScript() {
		DefaultRedisScript<Long> made = new DefaultRedisScript<>();
		made.setScriptText(text(name().toLowerCase(Locale.ROOT) + ".lua"));
		made.setResultType(Long.class);
		this.script = made;
	}

	/**
	 * The text, read once: Spring would look at the file again with each call.
	 */
	private static String text(String file) {
		try {
			return new ClassPathResource(file, SessionScript.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	RedisScript<Long> script() {
		return this.script;
	}

}
