package dev.cachepatterns.transaction;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.RedisServer;
import dev.cachepatterns.testing.TcpProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a call goes to the cache, seen on the wire. Redis is asked once a second for
 * its history beside, so the least of several tries counts.
 */
@Tag("proof")
class RoundTripTests {

	private static final int TRIES = 5;

	private static final List<String> CALLS = List.of("hit", "miss with fill", "write-through in a transaction",
			"evict in a transaction", "write-through outside of one", "hit with two tags",
			"miss with fill under an evicted and another tag", "eviction of a tag");

	@Test
	void redis() {
		try (RedisServer server = RedisServer.started(); TcpProxy wire = TcpProxy.to(server.port())) {
			check("Redis", wire, List.of(1, 3, 2, 2, 2, 1, 5, 2), "spring.data.redis.port=" + wire.port());
		}
	}

	@Test
	void memcached() {
		try (MemcachedServer server = MemcachedServer.started(); TcpProxy wire = TcpProxy.to(server.port())) {
			check("Memcached", wire, List.of(1, 4, 4, 4, 4, 1, 8, 4), "cache-patterns.backend=memcached",
					"cache-patterns.memcached.servers=127.0.0.1:" + wire.port());
		}
	}

	private static void check(String backend, TcpProxy wire, List<Integer> atMost, String... properties) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(AccountsApplication.class)
			.web(WebApplicationType.NONE)
			.properties(properties)
			.properties("spring.datasource.generate-unique-name=true")
			.run()) {
			Accounts accounts = context.getBean(Accounts.class);
			JdbcClient database = context.getBean(JdbcClient.class);
			database.sql("create table account (id bigint primary key, owner varchar(100))").update();
			long id = TransactionContract.IDS.incrementAndGet();
			database.sql("insert into account values (?, 'old')").param(id).update();
			accounts.find(id);
			List<Integer> found = new ArrayList<>();
			found.add(least(wire, () -> {
			}, () -> accounts.find(id)));
			found.add(least(wire, () -> accounts.close(id), () -> accounts.find(id)));
			found.add(least(wire, () -> accounts.find(id), () -> accounts.update(new Account(id, "new"))));
			found.add(least(wire, () -> accounts.find(id), () -> accounts.close(id)));
			found.add(least(wire, () -> accounts.find(id), () -> accounts.updateLater(new Account(id, "new")).join()));
			accounts.findTagged(id);
			found.add(least(wire, () -> {
			}, () -> accounts.findTagged(id)));
			found.add(least(wire, () -> accounts.evictTag(id), () -> accounts.findTagged(id)));
			found.add(least(wire, () -> accounts.findTagged(id), () -> accounts.evictTag(id)));
			report(backend, found);
			for (int i = 0; i < found.size(); i++) {
				assertThat(found.get(i)).isPositive().isLessThanOrEqualTo(atMost.get(i));
			}
		}
	}

	private static void report(String backend, List<Integer> found) {
		StringBuilder line = new StringBuilder("Round trips on " + backend + ":");
		for (int i = 0; i < found.size(); i++) {
			line.append((i > 0) ? ", " : " ").append(CALLS.get(i)).append(' ').append(found.get(i));
		}
		System.out.println(line);
	}

	private static int least(TcpProxy wire, Runnable before, Runnable call) {
		int least = Integer.MAX_VALUE;
		for (int i = 0; i < TRIES; i++) {
			before.run();
			int start = wire.roundTrips();
			call.run();
			least = Math.min(least, wire.roundTrips() - start);
		}
		return least;
	}

}
