package dev.cachepatterns.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.Step;
import org.jspecify.annotations.Nullable;

/**
 * Steps of a store with a mistake.
 */
final class MutatedSteps {

	private MutatedSteps() {
	}

	static Step set(Slot.Entry entry, long expiresAt) {
		return (before) -> new Cell(entry, expiresAt);
	}

	static Step replace(Mutation mutation, long expected, Slot.Entry entry, long expiresAt) {
		Step production = Step.replace(expected, entry, expiresAt);
		boolean fill = entry.kind() == Slot.Kind.VALUE;
		return (before) -> {
			boolean wrong = switch (mutation) {
				case FILL_WITHOUT_COMPARE -> fill;
				case FILL_OVER_NOTHING, FILL_WITHOUT_LEASE -> fill && before.isEmpty();
				case FILL_OVER_ANOTHERS_LEASE ->
					fill && before.slot() instanceof Slot.Entry there && there.kind() == Slot.Kind.LEASE;
				case REPLACE_WITHOUT_STAMP -> expected != Slot.ABSENT && before.slot() instanceof Slot.Entry;
				case LEASE_OVER_INTENT -> !fill && before.slot() instanceof Slot.Intent;
				default -> false;
			};
			return wrong ? new Cell(entry, expiresAt) : production.apply(before);
		};
	}

	static Step enter(Mutation mutation, long token, long now, long deadline) {
		Step production = Step.enter(token, now, deadline);
		boolean spreads = mutation != Mutation.FOREIGN_VALUE_STAYS
				&& mutation != Mutation.FOREIGN_VALUE_IS_NOT_ANNOUNCED;
		return Step.spreading((before) -> switch (mutation) {
			case ENTER_KEEPS_ENTRY -> (before.slot() instanceof Slot.Entry) ? before : production.apply(before);
			case ENTER_FORGETS_OTHERS -> production.apply(Cell.NOTHING);
			case NEVER_DIRTY -> clean(production.apply(before));
			case PRUNE_WITHOUT_DIRTY -> production.apply(pruned(before, now));
			default -> production.apply(before);
		}, (before) -> spreads ? production.onGeneration(before) : null);
	}

	private static Cell pruned(Cell before, long now) {
		if (!(before.slot() instanceof Slot.Intent intent)) {
			return before;
		}
		Map<Long, Long> writers = new LinkedHashMap<>(intent.deadlines());
		writers.values().removeIf((deadline) -> deadline < now);
		return writers.isEmpty() ? Cell.NOTHING : intent(before, intent.dirty(), writers);
	}

	private static Cell clean(Cell cell) {
		return (cell.slot() instanceof Slot.Intent intent) ? intent(cell, false, intent.deadlines()) : cell;
	}

	private static Cell intent(Cell cell, boolean dirty, Map<Long, Long> deadlines) {
		return new Cell(new Slot.Intent(dirty, deadlines), cell.expiresAt());
	}

	static Step exit(Mutation mutation, long token, Slot.@Nullable Entry entry, long expiresAt, long now) {
		Step production = Step.exit(token, entry, expiresAt, now);
		Cell published = (entry != null) ? new Cell(entry, expiresAt) : Cell.NOTHING;
		return Step.spreading((before) -> {
			boolean mine = before.slot() instanceof Slot.Intent intent && intent.deadlines().containsKey(token);
			boolean alone = mine && before.slot() instanceof Slot.Intent intent && intent.deadlines().size() == 1;
			boolean others = before.slot() instanceof Slot.Intent && !alone;
			boolean there = before.slot() instanceof Slot.Entry;
			return switch (mutation) {
				case PUBLISH_WHEN_DIRTY -> alone ? published : production.apply(before);
				case PUBLISH_BESIDE_OTHERS -> mine ? published : production.apply(before);
				case PUBLISH_WITHOUT_INTENT -> before.isEmpty() ? published : production.apply(before);
				case PUBLISH_OVER_ENTRY -> there ? published : production.apply(before);
				case LOST_TOKEN_KEEPS_ENTRY -> there ? before : production.apply(before);
				case LOST_TOKEN_ENDS_OTHERS -> (others && !mine) ? Cell.NOTHING : production.apply(before);
				case LEAVE_ENDS_ALL -> (others && mine) ? Cell.NOTHING : production.apply(before);
				case NEVER_DIRTY, DIRTY_LOST_ON_LEAVE -> clean(production.apply(before));
				default -> production.apply(before);
			};
		}, (before) -> switch (mutation) {
			case FOREIGN_VALUE_STAYS -> null;
			case LOST_TOKEN_KEEPS_FOREIGN_VALUE -> production.onGeneration(Cell.NOTHING);
			default -> production.onGeneration(before);
		});
	}

	static Step invalidate(Mutation mutation) {
		Step production = Step.invalidate();
		boolean spreads = mutation != Mutation.FOREIGN_VALUE_STAYS
				&& mutation != Mutation.INVALIDATE_KEEPS_FOREIGN_VALUE;
		return Step.spreading((before) -> switch (mutation) {
			case INVALIDATE_ENDS_INTENT -> Cell.NOTHING;
			case INVALIDATE_WITHOUT_DIRTY, NEVER_DIRTY ->
				(before.slot() instanceof Slot.Intent) ? before : production.apply(before);
			case INVALIDATE_KEEPS_LEASE ->
				(before.slot() instanceof Slot.Entry entry && entry.kind() == Slot.Kind.LEASE) ? before
						: production.apply(before);
			default -> production.apply(before);
		}, (before) -> spreads ? production.onGeneration(before) : null);
	}

	static Step enterClear(Mutation mutation, long token, long now, long deadline) {
		return switch (mutation) {
			case CLEAR_WITHOUT_ROTATING, CLEAR_WITHOUT_INTENT -> (before) -> before;
			default -> Step.enterClear(token, now, deadline);
		};
	}

	static Step leaveClear(Mutation mutation, long token, long now) {
		return switch (mutation) {
			case CLEAR_WITHOUT_ROTATING -> (before) -> before;
			case CLEAR_ENDS_OTHERS -> (before) -> Cell.NOTHING;
			default -> Step.leaveClear(token, now);
		};
	}

}
