package dev.cachepatterns.stampede;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.RedisServer;

/**
 * On Redis.
 */
@Tag("alone")
@Tag("proof")
class RedisStampedeTests extends StampedeContract {

	private static final Pattern READS = Pattern.compile("cmdstat_m?get:calls=(\\d+)");

	@Override
	CacheServer started() {
		return RedisServer.started();
	}

	@Override
	long reads(CacheServer server) {
		Matcher matcher = READS.matcher(server.command("INFO", "commandstats"));
		return matcher.results().mapToLong((result) -> Long.parseLong(result.group(1))).sum();
	}

	@Override
	public String toString() {
		return "redis";
	}

}
