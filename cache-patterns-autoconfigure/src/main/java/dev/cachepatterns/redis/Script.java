package dev.cachepatterns.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

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
		String file = name().toLowerCase(Locale.ROOT) + ".lua";
		script.setScriptText(prefix(file) + text(file));
		script.setResultType(result);
		this.script = script;
	}

	/**
	 * What the script shares with others.
	 */
	private static String prefix(String file) {
		return switch (file) {
			case "enter.lua" -> text("intent.lua") + text("clear.lua") + text("entry.lua") + text("history.lua");
			case "exit.lua" -> text("intent.lua") + text("clear.lua") + text("entry.lua");
			case "enter_clear.lua", "leave_clear.lua" -> text("intent.lua") + text("clear.lua");
			case "generation.lua" -> text("history.lua");
			case "put.lua" -> text("entry.lua") + text("history.lua");
			default -> text("entry.lua");
		};
	}

	/**
	 * The text, read once: Spring would look at the file again with each call.
	 */
	private static String text(String file) {
		try {
			return new ClassPathResource(file, Script.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	RedisScript<?> script() {
		return this.script;
	}

}
