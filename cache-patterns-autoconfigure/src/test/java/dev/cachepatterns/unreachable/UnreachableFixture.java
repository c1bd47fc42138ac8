package dev.cachepatterns.unreachable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;

import dev.cachepatterns.testing.TcpProxy;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances of an application on one database and one cache, one of which can be cut
 * off from the cache.
 */
interface UnreachableFixture {

	AtomicInteger IDS = new AtomicInteger();

	Duration TIMEOUT = Duration.ofSeconds(1);

	Duration BOUND = Duration.ofMillis(250);

	/**
	 * The settings that lead to the cache.
	 * @param port where it is
	 */
	List<String> backend(int port);

	/**
	 * Where the cache is.
	 */
	int cache();

	/**
	 * The settings that lead to the database.
	 */
	List<String> database();

	/**
	 * The instances that are running, by their settings.
	 */
	Map<List<String>, Pair> running();

	default void with(Scenario scenario, String... settings) {
		Pair pair = running().computeIfAbsent(List.of(settings), this::start);
		JdbcClient database = pair.other().getBean(JdbcClient.class);
		database.sql("create table if not exists person (id int primary key, name varchar(20))").update();
		int id = IDS.incrementAndGet();
		pair.reader().insert(id, "old");
		Pair mine = new Pair(pair.way(), pair.cut(), pair.other(), id);
		try {
			mine.warm("old");
			scenario.run(mine);
		}
		finally {
			pair.way().mend();
		}
	}

	default void close() {
		running().values().forEach((pair) -> {
			pair.cut().close();
			pair.other().close();
			pair.way().close();
		});
		running().clear();
	}

	private Pair start(List<String> settings) {
		TcpProxy way = TcpProxy.to(cache());
		return new Pair(way, start(way.port(), settings), start(cache(), settings), 0);
	}

	private ConfigurableApplicationContext start(int port, List<String> settings) {
		List<String> all = new ArrayList<>(backend(port));
		all.addAll(database());
		all.addAll(settings);
		return new SpringApplicationBuilder(NamesApplication.class).web(WebApplicationType.NONE)
			.properties(all.toArray(String[]::new))
			.run();
	}

	/**
	 * What happens to two instances.
	 */
	@FunctionalInterface
	interface Scenario {

		void run(Pair pair);

	}

	/**
	 * Two instances.
	 *
	 * @param way the way of the first to the cache
	 * @param cut the first
	 * @param other the second
	 * @param id a row that both have in their cache
	 */
	record Pair(TcpProxy way, ConfigurableApplicationContext cut, ConfigurableApplicationContext other, int id) {

		Names writer() {
			return this.cut.getBean(Names.class);
		}

		Names reader() {
			return this.other.getBean(Names.class);
		}

		int rows() {
			return this.cut.getBean(JdbcClient.class)
				.sql("select count(*) from cache_patterns_journal")
				.query(Integer.class)
				.single();
		}

		/**
		 * Waits until both instances are served a value by the cache.
		 */
		void warm(String value) {
			for (Names names : List.of(writer(), reader())) {
				Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
					assertThat(names.find(this.id)).isEqualTo(value);
					int loads = names.loads();
					assertThat(names.find(this.id)).isEqualTo(value);
					assertThat(names.loads()).isEqualTo(loads);
				});
			}
		}

		/**
		 * Reads on the other instance until the bound is over, and a while longer.
		 * @return time after which the last old value was read, counted by the start of
		 * the read
		 */
		Duration staleFor() {
			long written = System.nanoTime();
			long last = written;
			int reads = 0;
			int old = 0;
			for (long began = written; began - written < BOUND.toNanos() * 4; began = System.nanoTime()) {
				reads++;
				if (!reader().find(this.id).equals("new")) {
					old++;
					last = began;
				}
			}
			Duration stale = Duration.ofNanos(last - written);
			System.out.printf("Unreachable: %d reads on the other instance, %d old, the last after %d ms%n", reads, old,
					stale.toMillis());
			return stale;
		}

	}

}
