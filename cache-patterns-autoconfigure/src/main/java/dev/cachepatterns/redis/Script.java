package dev.cachepatterns.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
	GENERATION(byte[].class), ENTER(byte[].class), ENTER_CLEAR(Long.class), LEAVE_CLEAR(Long.class);

	private final RedisScript<?> script;

	<T> Script(Class<T> result) {
		DefaultRedisScript<T> script = new DefaultRedisScript<>();
		String file = name().toLowerCase(Locale.ROOT) + ".lua";
		boolean ofIntents = file.startsWith("enter") || file.startsWith("exit") || file.startsWith("leave");
		boolean makesGenerations = List.of("put.lua", "generation.lua", "enter.lua").contains(file);
		script.setScriptText(
				(makesGenerations ? text("make.lua") : "") + (ofIntents ? text("intent.lua") : "") + text(file));
		script.setResultType(result);
		this.script = script;
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
