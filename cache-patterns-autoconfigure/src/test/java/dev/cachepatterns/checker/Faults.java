package dev.cachepatterns.checker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;

import dev.cachepatterns.store.Frame;
import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;

/**
 * The faults. All begin when the workers are well at work.
 */
final class Faults {

	static final int KEYS_OF_TWO_FORMATS = 6;

	private static final Duration BEFORE = Duration.ofMillis(500);

	private Faults() {
	}

	/**
	 * Nothing goes wrong.
	 */
	static Fault none() {
		return (Plain) (site) -> {
		};
	}

	/**
	 * The first worker stands still.
	 * @param time for how long
	 */
	static Fault stop(Duration time) {
		return (Plain) (site) -> {
			pass(BEFORE);
			site.workers().get(0).signal("STOP");
			pass(time);
			site.workers().get(0).signal("CONT");
		};
	}

	/**
	 * The last worker dies.
	 * @param step where
	 */
	static Fault kill(Step step) {
		return new Kill(step);
	}

	/**
	 * The server dies, and comes back with what its options make it keep.
	 * @param time how long it is away
	 * @param options of Redis
	 */
	static Fault restart(Duration time, String... options) {
		return new Restart(time, options);
	}

	/**
	 * Redis dies, and comes back with an older snapshot.
	 * @param time between the snapshot and its death
	 */
	static Fault olderSnapshot(Duration time) {
		return (Plain) (site) -> {
			pass(BEFORE);
			site.server().command("SAVE");
			pass(time);
			site.server().kill();
			site.server().start();
		};
	}

	/**
	 * One worker is cut off from the server: nothing is refused, and nothing arrives.
	 * @param time for how long
	 */
	static Fault partition(Duration time) {
		return new Partition(time);
	}

	/**
	 * Nothing goes wrong, but values of both formats are seen on the server.
	 */
	static Fault twoFormats() {
		return new TwoFormats();
	}

	private static void pass(Duration time) {
		long until = System.nanoTime() + time.toNanos();
		for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	/**
	 * A fault that needs nothing special.
	 */
	@FunctionalInterface
	private interface Plain extends Fault {

	}

	/**
	 * Values of both formats.
	 */
	private record TwoFormats() implements Fault {

		@Override
		public void strike(Site site) {
			Set<Character> seen = new HashSet<>();
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.pollInterval(Duration.ofMillis(10))
				.until(() -> look(site, seen).containsAll(Set.of(OtherVersion.VALUE, OtherVersion.OTHER_VALUE)));
		}

		private static Set<Character> look(Site site, Set<Character> seen) {
			for (int id = 0; id < KEYS_OF_TWO_FORMATS; id++) {
				StoreKey key = StoreKey.of(Region.of("cache-patterns", Items.CACHE), String.valueOf(id));
				String found = site.server().value(new String(KeyLayout.entry(key), StandardCharsets.UTF_8));
				if (found.length() > 1 && found.charAt(0) == Frame.VERSION) {
					seen.add(found.charAt(1));
				}
			}
			return seen;
		}

	}

	/**
	 * A death.
	 */
	private record Kill(Step step) implements Fault {

		@Override
		public void strike(Site site) {
			pass(BEFORE);
			victim(site).dieAt(this.step);
		}

		@Override
		public void verify(Site site) {
			if (victim(site).isAlive()) {
				throw new IllegalStateException("No thread has come to " + this.step);
			}
		}

		private static WorkerProcess victim(Site site) {
			return site.workers().get(site.workers().size() - 1);
		}

	}

	/**
	 * A restart.
	 */
	private record Restart(Duration time, String[] serverOptions) implements Fault {

		@Override
		public void strike(Site site) {
			pass(BEFORE);
			site.server().kill();
			pass(this.time);
			site.server().start();
		}

	}

	/**
	 * A partition.
	 */
	private record Partition(Duration time) implements Fault {

		@Override
		public void strike(Site site) {
			pass(BEFORE);
			site.links().get(0).cut();
			pass(this.time);
			site.links().get(0).mend();
		}

		@Override
		public boolean needsLinks() {
			return true;
		}

	}

}
