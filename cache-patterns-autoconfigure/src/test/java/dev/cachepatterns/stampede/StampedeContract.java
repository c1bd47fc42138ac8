package dev.cachepatterns.stampede;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import dev.cachepatterns.testing.CacheServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes whose callers want one value at once: counted is how often it is loaded. With
 * {@code -Dstampede.processes=4 -Dstampede.callers=2500} 10,000 call, with
 * {@code -Dstampede.rounds=100} as often, and with {@code -Dstampede.kills=20} a process
 * is killed as often. On few processors so many threads take seconds to get their turn:
 * the time that they wait says little then, and their budget for it is long.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class StampedeContract {

	private static final int ROUNDS = Integer.getInteger("stampede.rounds", 1);

	private static final int KILLS = Integer.getInteger("stampede.kills", 1);

	private static final int CALLERS = Integer.getInteger("stampede.callers", 200);

	private static final Duration TTL = Duration.ofMinutes(10);

	private static final int SHORT_LOADS = 4;

	private static final int LOADS = 50;

	private static final List<Way> WAYS = List.of(Way.PLAIN, Way.LATER, Way.SYNC, Way.LATER_SYNC);

	private CacheServer server;

	private Crew crew;

	private int lengthened;

	/**
	 * The server under test.
	 */
	abstract CacheServer started();

	/**
	 * Commands that read, which the server has got since its start.
	 */
	abstract long reads(CacheServer server);

	@BeforeAll
	void start() {
		this.server = started();
		List<String> settings = new ArrayList<>(this.server.settings(this.server.port()));
		settings.addAll(List.of("cache-patterns.defaults.ttl=10m", "cache-patterns.defaults.stale-while-revalidate=1h",
				"cache-patterns.defaults.stale-if-error=20h", "cache-patterns.consistency.wait-budget=1m",
				"cache-patterns.resilience.timeout=10s", "spring.data.redis.timeout=10s",
				"spring.main.banner-mode=off"));
		this.crew = new Crew(CALLERS, settings);
		this.crew.each((process) -> process.warm(LOADS));
	}

	@AfterAll
	void stop() {
		this.crew.close();
		this.server.close();
	}

	/**
	 * Lets each process load for a second now and then, so that leases last some seconds
	 * and end with their loads, also where processors are few.
	 */
	private void lengthenLeases(int round) {
		if (round % SHORT_LOADS == 0) {
			loadFor(1_000);
		}
	}

	private void loadFor(int millis) {
		this.crew.each((process) -> process.loader(millis, false));
		String key = "long-" + this.lengthened++ + "-";
		this.crew.each((process) -> process.call(Way.LATER, key + this.crew.processes().indexOf(process)));
		this.crew.each(Process::ready);
		this.crew.each(Process::go);
		this.crew.done();
	}

	private Tally tally(String name) {
		return new Tally(name + " / " + this);
	}

	private static Way way(int round) {
		return WAYS.get(round % WAYS.size());
	}

	private static void print(Tally tally) {
		System.out.println(tally);
	}

	@Test
	@Order(1)
	void coldKeyIsLoadedOnce() {
		Tally tally = tally("cold key");
		for (int round = 0; round < ROUNDS; round++) {
			lengthenLeases(round);
			this.crew.each((process) -> process.loader(200, false));
			int turn = round;
			String key = "cold-" + round;
			this.crew.start(way(round), key);
			Answers answers = this.crew.done();
			assertThat(answers.served()).isEqualTo(this.crew.callers());
			assertThat(this.crew.loads(key)).as(() -> this.crew.report(way(turn), key)).isOne();
			tally.add(this.crew.callers(), 1, answers);
		}
		print(tally);
	}

	@Test
	void softExpiryIsLoadedOnceAndNobodyWaits() {
		Tally tally = tally("soft expiry");
		for (int round = 0; round < ROUNDS; round++) {
			lengthenLeases(round);
			this.crew.each((process) -> process.loader(500, false));
			String key = "soft-" + round;
			fill(key);
			this.crew.advance(TTL.plusMinutes(1));
			this.crew.start(way(round), key);
			Answers answers = this.crew.done();
			assertThat(answers.served()).isEqualTo(this.crew.callers());
			assertThat(this.crew.waited()).isZero();
			this.crew.awaitEnd(key, 2);
			assertThat(this.crew.loads(key)).isEqualTo(2);
			tally.add(this.crew.callers(), this.crew.loads(key) - 1, answers);
		}
		tally.remark("0 calls waited");
		print(tally);
	}

	/**
	 * Has a value loaded by one process.
	 */
	private void fill(String key) {
		Process first = this.crew.processes().get(0);
		first.call(Way.SYNC, key);
		first.ready();
		first.go();
		assertThat(first.done().served()).isEqualTo(CALLERS);
	}

	@Test
	void loaderThatFailsIsCalledOnceByEachProcessAtMost() {
		Tally tally = tally("failing loader");
		for (int round = 0; round < ROUNDS; round++) {
			String key = "failing-" + round;
			lengthenLeases(round);
			this.crew.each((process) -> process.loader(-1, true));
			this.crew.start(way(round), key);
			this.crew.awaitWaiters();
			this.crew.each(Process::let);
			Answers answers = this.crew.done();
			assertThat(answers.failed()).isEqualTo(this.crew.callers());
			this.crew.each((process) -> assertThat(process.begun(key)).hasSizeLessThanOrEqualTo(1));
			tally.add(this.crew.callers(), this.crew.loads(key), answers);
		}
		print(tally);
	}

	@Test
	void loaderThatFailsLeavesTheStaleValueToAll() {
		Tally tally = tally("stale if error");
		for (int round = 0; round < ROUNDS; round++) {
			String key = "stale-" + round;
			lengthenLeases(round);
			this.crew.each((process) -> process.loader(0, false));
			fill(key);
			this.crew.advance(TTL.plusHours(2));
			this.crew.each((process) -> process.loader(-1, true));
			this.crew.start(way(round), key);
			this.crew.awaitWaiters();
			this.crew.each(Process::let);
			Answers answers = this.crew.done();
			assertThat(answers.served()).isEqualTo(this.crew.callers());
			assertThat(this.crew.loads(key)).isEqualTo(2);
			tally.add(this.crew.callers(), this.crew.loads(key) - 1, answers);
		}
		print(tally);
	}

	@Test
	@Order(Integer.MAX_VALUE)
	void loadOfAProcessThatIsKilledIsLoadedAgainOnce() {
		Tally tally = tally("holder killed");
		Lateness late = new Lateness();
		for (int round = 0; round < KILLS; round++) {
			this.crew.replaceDead();
			String key = "killed-" + round;
			Process holder = awaitHolder(way(round), key);
			holder.signal("KILL");
			Answers answers = Crew.done(this.crew.without(holder));
			assertThat(answers.served()).isEqualTo(this.crew.callers() - CALLERS);
			judge(holder, key, answers, tally, late);
		}
		tally.remark(late.toString());
		print(tally);
	}

	@Test
	void loadOfAProcessThatHangsIsLoadedAgainOnce() {
		Tally tally = tally("holder hangs");
		Lateness late = new Lateness();
		for (int round = 0; round < ROUNDS; round++) {
			String key = "hanging-" + round;
			Process holder = awaitHolder(way(round), key);
			holder.signal("STOP");
			Answers answers = Crew.done(this.crew.without(holder));
			assertThat(answers.served()).isEqualTo(this.crew.callers() - CALLERS);
			holder.signal("CONT");
			holder.let();
			Answers all = answers.plus(holder.done());
			assertThat(all.served()).isEqualTo(this.crew.callers());
			judge(holder, key, answers, tally, late);
		}
		tally.remark(late.toString());
		print(tally);
	}

	/**
	 * Lets all call, and waits until one loads and all others wait for that.
	 */
	private Process awaitHolder(Way way, String key) {
		// The lease that has to end is ten times as long, and no other ends with it
		this.crew.each((process) -> process.warm(LOADS));
		loadFor(200);
		this.crew.each((process) -> process.loader(-1, false));
		this.crew.start(way, key);
		Process holder = this.crew.awaitLoad(key);
		this.crew.without(holder).forEach(Process::let);
		return holder;
	}

	private void judge(Process holder, String key, Answers answers, Tally tally, Lateness late) {
		int loads = this.crew.loads(key);
		assertThat(loads).as(() -> this.crew.timesOfLoads(key)).isEqualTo(2);
		assertThat(holder.begun(key)).hasSize(1);
		tally.add(this.crew.callers(), loads, answers);
		late.add(this.crew.without(holder)
			.stream()
			.flatMap((process) -> process.begun(key).stream())
			.mapToLong(Process.Load::at)
			.findFirst()
			.orElseThrow() - holder.begun(key).get(0).at());
	}

	@Test
	void thoseWhoWaitForAnotherProcessReadLittle() {
		Tally tally = tally("waiting");
		String key = "waiting";
		lengthenLeases(0);
		this.crew.each((process) -> process.loader(-1, false));
		this.crew.start(Way.PLAIN, key);
		this.crew.awaitWaiters();
		double perSecond = perSecond(() -> reads(this.server));
		this.crew.each(Process::let);
		Answers answers = this.crew.done();
		tally.add(this.crew.callers(), this.crew.loads(key), answers);
		tally.remark("%.0f reads per second while they waited".formatted(perSecond));
		print(tally);
		assertThat(perSecond).isLessThan(100 * Crew.PROCESSES);
	}

	private static double perSecond(LongSupplier counter) {
		long before = counter.getAsLong();
		long start = System.nanoTime();
		Awaitility.await()
			.pollDelay(Duration.ofSeconds(1))
			.until(() -> System.nanoTime() - start > TimeUnit.SECONDS.toNanos(1));
		return (counter.getAsLong() - before) * 1e9 / (System.nanoTime() - start);
	}

}
