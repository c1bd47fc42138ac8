package dev.cachepatterns.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The Lua scripts of {@link RedisStore}: each is one atomic step that looks at the header
 * of an entry and not at its value.
 */
enum Script {

	REPLACE(Long.class), REMOVE(Long.class), PUT(Long.class), INVALIDATE(Long.class), EXIT(Long.class),
	GENERATION(byte[].class), ENTER(byte[].class), ENTER_CLEAR(Long.class), LEAVE_CLEAR(Long.class), SWEEP(Long.class);

	/**
	 * What {@link History#parse} reads; empty where it is refused. A script, as its
	 * answer has to be that of the scripts that make generations.
	 */
	static final String HISTORY = "local info = redis.pcall('INFO', 'replication')\n"
			+ "return type(info) == 'string' and info or ''";

	private final RedisScript<?> script;

	<T> Script(Class<T> result) {
		DefaultRedisScript<T> script = new DefaultRedisScript<>();
		script.setScriptText(text(name().toLowerCase(Locale.ROOT) + ".lua"));
		script.setResultType(result);
		this.script = script;
	}

	/**
	 * The text, read once: Spring would look at the file again with each call. A part
	 * that several share stands where it is needed, so that who does not come there does
	 * not pay for it.
	 */
	private static String text(String file) {
		try {
			String text = new ClassPathResource(file, Script.class).getContentAsString(StandardCharsets.UTF_8);
			return Include.LINE.matcher(text).replaceAll((part) -> Matcher.quoteReplacement(text(part.group(1))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	RedisScript<?> script() {
		return this.script;
	}

	/**
	 * Apart, as the scripts themselves are read with it.
	 */
	private static final class Include {

		static final Pattern LINE = Pattern.compile("(?m)^ *--include (\\S+)$");

		private Include() {
		}

	}

}
