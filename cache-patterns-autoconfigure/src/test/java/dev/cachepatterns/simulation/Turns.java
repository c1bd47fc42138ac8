package dev.cachepatterns.simulation;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import dev.cachepatterns.simulation.Choice.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Actors with threads of their own, of which one runs at a time: for production code that
 * remembers something between the calls of a JVM, and waits.
 */
final class Turns implements Steps {

	private static final long SETTLING = TimeUnit.MILLISECONDS.toNanos(5);

	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

	private final ThreadLocal<Player> current = new ThreadLocal<>();

	private final Executor threads;

	private final @Nullable Consumer<String> trace;

	private @Nullable World world;

	private List<Player> players = List.of();

	private int joined;

	Turns(Executor threads, @Nullable Consumer<String> trace) {
		this.threads = threads;
		this.trace = trace;
	}

	/**
	 * Starts the actors of a world: each waits for its first turn.
	 */
	void start(World world, Simulation simulation) {
		this.world = world;
		this.players = IntStream.range(0, world.actors.length).mapToObj(Player::new).toList();
		this.players.forEach((player) -> this.threads.execute(() -> play(player, simulation)));
		this.players.forEach(this::awaitYield);
	}

	private void play(Player player, Simulation simulation) {
		this.current.set(player);
		player.thread = Thread.currentThread();
		try {
			player.awaitTurn();
			player.program().run(simulation);
		}
		catch (Suspension suspension) {
			// Its JVM has died
		}
		catch (RuntimeException ex) {
			if (!player.dead) {
				world().violate("a program fails: " + ex);
			}
		}
		world().actors[player.index] = world().actors[player.index].ended();
		player.ended = true;
		player.yielded.release();
	}

	/**
	 * Who waits for a turn.
	 */
	List<Player> ready(Predicate<Program> awake) {
		return this.players.stream().filter((player) -> player.waits && awake.test(player.program())).toList();
	}

	/**
	 * Whether all have ended.
	 */
	boolean over() {
		return over((program) -> true);
	}

	/**
	 * Whether some have ended.
	 */
	boolean over(Predicate<Program> programs) {
		return this.players.stream().allMatch((player) -> player.ended || !programs.test(player.program()));
	}

	/**
	 * How many have waited for another's load.
	 */
	int joined() {
		return this.joined;
	}

	/**
	 * Gives an actor its turn, until its next operation, its end, or until it waits for
	 * another one.
	 */
	Kind turn(Player player, Kind kind) {
		if (player.blocked) {
			player.blocked = false;
			player.yielded.acquireUninterruptibly();
		}
		player.kind = kind;
		player.waits = false;
		player.turn.release();
		awaitYield(player);
		if (player.ended) {
			settle(SETTLING);
		}
		return player.kind;
	}

	private void awaitYield(Player player) {
		try {
			while (!player.yielded.tryAcquire(100, TimeUnit.MICROSECONDS)) {
				if (player.waitsForAnother()) {
					player.blocked = true;
					this.joined++;
					return;
				}
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Lets those go on whose result has come, until they wait for their turn.
	 */
	private void settle(long nanos) {
		long end = System.nanoTime() + nanos;
		for (Player player : this.players) {
			while (player.blocked && !player.waits && !player.ended && System.nanoTime() < end) {
				Thread.yield();
			}
		}
	}

	/**
	 * Whether somebody waits for a turn, or will as soon as its thread gets a processor.
	 * @param awake who can have one
	 * @param needed those who have to end first
	 */
	boolean goesOn(Predicate<Program> awake, Predicate<Program> needed) {
		long end = System.nanoTime() + PATIENCE;
		while (ready(awake).isEmpty() && !over(needed) && System.nanoTime() < end) {
			Thread.yield();
		}
		return !ready(awake).isEmpty();
	}

	/**
	 * Waits until nobody waits for the time of this machine, or somebody for a turn.
	 * @param awake who can have one
	 */
	void settle(Predicate<Program> awake) {
		long end = System.nanoTime() + PATIENCE;
		while (ready(awake).isEmpty() && this.players.stream().anyMatch((player) -> !player.waits && !player.ended)
				&& System.nanoTime() < end) {
			Thread.yield();
		}
	}

	/**
	 * Ends all actors of a JVM: nothing that they do reaches the world any more.
	 */
	void kill(Function<Program, Boolean> victims) {
		List<Player> dead = this.players.stream()
			.filter((player) -> !player.ended && victims.apply(player.program()))
			.toList();
		dead.forEach((player) -> player.dead = true);
		dead.stream().filter((player) -> player.waits).forEach((player) -> turn(player, Kind.STEP));
	}

	@Override
	public Setting setting() {
		return world().setting;
	}

	/**
	 * Steps are run by an actor, or refused: after a pause there is none.
	 */
	@Override
	public Executor executor() {
		return (step) -> {
			if (this.current.get() == null) {
				throw new RejectedExecutionException("Not the thread of an actor");
			}
			step.run();
		};
	}

	@Override
	public <T> T step(Operation<T> operation) {
		Player player = this.current.get();
		player.awaitTurn();
		player.kind = Delivery.possible(world(), operation, player.kind);
		player.kind = (player.kind == Kind.RESENT) ? Kind.STEP : player.kind;
		Object result = Delivery.deliver(world(), operation, player.kind);
		if (this.trace != null) {
			this.trace.accept("%d %s: %s %s -> %s; then %s".formatted(player.index, player.program(), player.kind,
					operation.name(), result, world()));
		}
		// The pause of who waits for another JVM takes no time
		LockSupport.unpark(Thread.currentThread());
		return Delivery.open(result);
	}

	@Override
	public <T> T before(Function<World, T> reading) {
		return reading.apply(world());
	}

	@Override
	public <T> T now(Function<World, T> reading) {
		return reading.apply(world());
	}

	@Override
	public void after(Note note) {
		Player player = this.current.get();
		if (!player.dead) {
			note.tell(world(), player.index);
		}
	}

	private World world() {
		if (this.world == null) {
			throw new IllegalStateException("No world");
		}
		return this.world;
	}

	/**
	 * An actor with a thread.
	 */
	final class Player {

		final int index;

		private final Semaphore turn = new Semaphore(0);

		private final Semaphore yielded = new Semaphore(0);

		private volatile @Nullable Thread thread;

		private volatile boolean waits;

		private volatile boolean blocked;

		private volatile boolean ended;

		private volatile boolean dead;

		private volatile Kind kind = Kind.STEP;

		private Player(int index) {
			this.index = index;
		}

		Program program() {
			return world().actors[this.index].program();
		}

		private void awaitTurn() {
			if (!this.dead) {
				this.waits = true;
				this.yielded.release();
				this.turn.acquireUninterruptibly();
			}
			if (this.dead) {
				throw Suspension.INSTANCE;
			}
		}

		/**
		 * Whether it waits for the result of another's load.
		 */
		private boolean waitsForAnother() {
			Thread thread = this.thread;
			Object blocker = (thread != null) ? LockSupport.getBlocker(thread) : null;
			return blocker != null && thread.getState() == Thread.State.WAITING
					&& blocker.getClass().getName().startsWith("java.util.concurrent.CompletableFuture");
		}

	}

}
