package dev.cachepatterns.sample;

import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for <i>Atlas</i> as it starts without any profile, and for what it leaves in
 * Redis.
 */
class RedisAtlasTests extends AtlasContract {

	@Autowired
	private StringRedisTemplate redis;

	@Test
	void keyWhenReadIsReadableAndExpires() {
		long id = place("FR", "Paris");
		this.atlas.get("/places/{id}", id).hasStatusOk();
		assertThat(timeToLive("places", String.valueOf(id))).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
	}

	@Test
	void keyWhenNothingIsFoundExpiresWithTheNullTtl() {
		this.atlas.get("/places/987654324");
		assertThat(timeToLive("places", "987654324")).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
	}

	@Test
	void keyWhenWrittenIsReadableAndExpires() {
		this.atlas.put("""
				{"name": "Edsger Dijkstra", "email": "edsger@example.org"}""", "/users/edsger");
		assertThat(timeToLive("users", "edsger")).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(30));
	}

	@Test
	void keyOfSearchWhenReadIsReadable() {
		this.atlas.get("/places?name={name}&limit=7", "São Paulo");
		assertThat(timeToLive("searches", "(sao paulo,7)")).isPositive();
	}

	@Test
	void serverListensOnLoopbackAndKeepsNothing() {
		assertThat(setting("bind")).isEqualTo("127.0.0.1");
		assertThat(setting("save")).isEmpty();
		assertThat(setting("appendonly")).isEqualTo("no");
	}

	private Duration timeToLive(String cache, String key) {
		Set<String> keys = this.redis.keys("atlas:{" + cache + ":??}:" + key);
		assertThat(keys).hasSize(1);
		return Duration.ofMillis(this.redis.getExpire(keys.iterator().next(), TimeUnit.MILLISECONDS));
	}

	private String setting(String name) {
		RedisCallback<Properties> getConfig = (connection) -> connection.serverCommands().getConfig(name);
		return this.redis.execute(getConfig).getProperty(name);
	}

}
