package dev.cachepatterns.redis;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.scripting.support.ResourceScriptSource;

/**
 * The Lua scripts of {@link RedisStore}: each is one atomic step that looks at the header
 * of an entry and not at its value.
 */
enum Script {

	REPLACE(Long.class), REMOVE(Long.class), PUT(Long.class), INVALIDATE(Long.class), EXIT(Long.class),
	GENERATION(byte[].class), ENTER(byte[].class);

	private final RedisScript<?> script;

	<T> Script(Class<T> result) {
		DefaultRedisScript<T> script = new DefaultRedisScript<>();
		script.setScriptSource(
				new ResourceScriptSource(new ClassPathResource(name().toLowerCase() + ".lua", Script.class)));
		script.setResultType(result);
		this.script = script;
	}

	RedisScript<?> script() {
		return this.script;
	}

}
