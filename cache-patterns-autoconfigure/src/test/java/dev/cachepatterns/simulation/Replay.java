package dev.cachepatterns.simulation;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.cachepatterns.simulation.Choice.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Lets an actor make one operation without a thread of its own: runs its program from the
 * beginning, answers from its tape, makes the first operation that is not on it, and
 * leaves the program before the next.
 */
final class Replay implements Steps {

	private final @Nullable Consumer<String> trace;

	private @Nullable World world;

	private int index;

	private Kind kind = Kind.STEP;

	private int position;

	private boolean performed;

	Replay(@Nullable Consumer<String> trace) {
		this.trace = trace;
	}

	/**
	 * Makes an actor's next operation.
	 * @return how it went: only commands get lost
	 */
	Kind advance(World world, int index, Kind kind, Simulation simulation) {
		this.world = world;
		this.index = index;
		this.kind = kind;
		this.position = 0;
		this.performed = false;
		try {
			actor().program().run(simulation);
			set(actor().ended());
		}
		catch (Suspension suspension) {
			// Its next operation waits for its turn
		}
		return this.kind;
	}

	@Override
	public Setting setting() {
		return world().setting;
	}

	@Override
	public Executor executor() {
		return Runnable::run;
	}

	@Override
	public <T> T step(Operation<T> operation) {
		if (this.position < actor().tape().length()) {
			return replayed();
		}
		suspendIfPerformed();
		this.performed = true;
		set(actor().recording(perform(operation)));
		return replayed();
	}

	@Override
	public <T> T before(Function<World, T> reading) {
		if (this.position == actor().tape().length()) {
			suspendIfPerformed();
			set(actor().recording(reading.apply(world())));
		}
		return replayed();
	}

	@Override
	public <T> T now(Function<World, T> reading) {
		if (this.position == actor().tape().length()) {
			set(actor().recording(reading.apply(world())));
		}
		return replayed();
	}

	@Override
	public void after(Note note) {
		if (this.position == actor().tape().length()) {
			note.tell(world(), this.index);
			set(actor().recording(note));
		}
		this.position++;
	}

	private void suspendIfPerformed() {
		if (this.performed) {
			throw Suspension.INSTANCE;
		}
	}

	private <T> T replayed() {
		return Delivery.open(actor().tape().get(this.position++));
	}

	private Object perform(Operation<?> operation) {
		this.kind = Delivery.possible(world(), operation, this.kind);
		Object result = Delivery.deliver(world(), operation, this.kind);
		if (this.trace != null) {
			this.trace.accept("%d %s: %s %s -> %s; then %s".formatted(this.index, actor().program(), this.kind,
					operation.name(), result, world()));
		}
		if (this.kind == Kind.RESENT) {
			throw Suspension.INSTANCE;
		}
		return result;
	}

	private World world() {
		if (this.world == null) {
			throw new IllegalStateException("No actor is at work");
		}
		return this.world;
	}

	private Actor actor() {
		return world().actors[this.index];
	}

	private void set(Actor actor) {
		world().actors[this.index] = actor;
	}

}
