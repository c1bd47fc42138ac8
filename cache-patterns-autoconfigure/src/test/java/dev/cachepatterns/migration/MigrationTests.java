package dev.cachepatterns.migration;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.testing.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The steps of {@code docs/migration.md}, under load.
 */
@Tag("alone")
@Tag("proof")
class MigrationTests {

	private static final String EVICT = "cache-patterns.redis.evict-spring-keys=true";

	private static final int ROUNDS = 60;

	private static RedisServer server;

	private final List<String> settings = new ArrayList<>();

	@BeforeAll
	static void start() {
		server = RedisServer.started();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void createTable() throws Exception {
		server.command("FLUSHALL");
		String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
		this.settings.addAll(List.of("spring.datasource.url=" + url, "spring.datasource.username=sa",
				"spring.data.redis.port=" + server.port()));
		try (Connection connection = DriverManager.getConnection(url, "sa", "");
				Statement statement = connection.createStatement()) {
			statement.execute("create table item (id bigint primary key, version bigint)");
			for (int id = 0; id < Load.KEYS; id++) {
				statement.execute("insert into item values (" + id + ", 0)");
			}
		}
	}

	@Test
	void fleetGoesForthAndBackAndForthAgain() throws Exception {
		Load load = new Load();
		try (Instance first = Instance.ours(this.settings, EVICT);
				Instance second = Instance.ours(this.settings, EVICT)) {
			mix(load, first, second, "Forth");
			on(load, first, second, "On");
			first.switchTo(Mode.INVALIDATE);
			load.run(List.of(first, second), List.of());
			second.switchTo(Mode.INVALIDATE);
			mix(load, first, second, "Back");
			first.cache("items").clear();
			on(load, first, second, "Forth again");
		}
		assertThat(load.reads()).isGreaterThan(10_000);
	}

	private void mix(Load load, Instance first, Instance second, String step) throws Exception {
		try (Instance spring = Instance.ofSpring(this.settings)) {
			load.run(List.of(first, second), List.of(spring));
			report(step, load);
			spring.settle();
			for (int round = 0; round < ROUNDS; round++) {
				round(spring.items(), ((round % 2 == 0) ? first : second).items(), round, spring);
			}
		}
	}

	/**
	 * One after the other: Spring's half reads, ours writes, Spring's reads; Spring's
	 * half writes, ours reads.
	 */
	private static void round(Items springs, Items ours, int round, Instance spring) {
		int key = round % Load.KEYS;
		springs.find(key);
		awaitSpringsEntry(spring, key, true);
		long written = switch (round % 3) {
			case 0 -> ours.put(key);
			case 1 -> ours.evict(key);
			default -> ours.clear(key);
		};
		assertThat(springs.find(key)).as("Read of Spring's half").isEqualTo(written);
		awaitSpringsEntry(spring, key, true);
		long last = springs.evict(key);
		assertThat(ours.find(key)).as("Read of our half").isEqualTo(last);
		awaitSpringsEntry(spring, key, false);
	}

	private static void awaitSpringsEntry(Instance spring, long key, boolean there) {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.until(() -> (spring.cache("items").get(key) != null) == there);
	}

	private void on(Load load, Instance first, Instance second, String step) throws Exception {
		first.switchTo(Mode.ON);
		load.run(List.of(first, second), List.of());
		second.switchTo(Mode.ON);
		load.run(List.of(first, second), List.of());
		report(step, load);
		Items items = first.items();
		items.find(0);
		assertThat(first.cache("items").get(0L)).as("Entry of a cache that is on").isNotNull();
	}

	private static void report(String step, Load load) {
		System.out.println("Migration, %s: %s".formatted(step, load));
		assertThat(load.staleReads()).as(step).isZero();
	}

	@Test
	void springsHalfServesOldValuesWithoutTheSetting() {
		try (Instance ours = Instance.ours(this.settings); Instance spring = Instance.ofSpring(this.settings)) {
			long old = spring.items().find(1);
			awaitSpringsEntry(spring, 1, true);
			long written = ours.items().put(1);
			assertThat(written).isGreaterThan(old);
			assertThat(spring.items().find(1)).isEqualTo(old);
			ours.items().clear(1);
			assertThat(spring.items().find(1)).isEqualTo(old);
		}
	}

	@Test
	void ourHalfServesWhatIsOldWhenItGoesForthAgainWithoutAClear() {
		try (Instance ours = Instance.ours(this.settings, EVICT)) {
			ours.switchTo(Mode.ON);
			long old = ours.items().find(1);
			ours.switchTo(Mode.INVALIDATE);
			try (Instance spring = Instance.ofSpring(this.settings)) {
				assertThat(spring.items().evict(1)).isGreaterThan(old);
			}
			ours.switchTo(Mode.ON);
			assertThat(ours.items().find(1)).isEqualTo(old);
			ours.cache("items").clear();
			assertThat(ours.items().find(1)).isGreaterThan(old);
		}
	}

}
