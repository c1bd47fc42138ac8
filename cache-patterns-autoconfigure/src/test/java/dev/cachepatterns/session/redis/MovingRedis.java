package dev.cachepatterns.session.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import org.springframework.data.redis.core.script.RedisScript;

/**
 * The time of a test: that of the machine, which can be moved on, with the keys of a
 * server.
 */
final class MovingRedis extends Clock {

	/**
	 * Lets time pass for the keys of a server: those with less to live are gone.
	 */
	private static final RedisScript<Long> PASS = RedisScript.of("""
			for _, key in ipairs(redis.call('KEYS', '*')) do
			  local ttl = redis.call('PTTL', key)
			  if ttl >= 0 then redis.call('PEXPIRE', key, ttl - ARGV[1]) end
			end
			return redis.call('DBSIZE')""", Long.class);

	private volatile Duration moved = Duration.ZERO;

	/**
	 * Lets time pass.
	 * @return how many keys are there then
	 */
	long pass(RedisSessions sessions, Duration time) {
		this.moved = this.moved.plus(time);
		Long keys = sessions.raw().execute(PASS, List.of(), String.valueOf(time.toMillis()));
		return (keys != null) ? keys : 0;
	}

	@Override
	public Instant instant() {
		return Instant.now().plus(this.moved);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
