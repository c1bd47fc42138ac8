package dev.cachepatterns.simulation;

import java.util.function.Consumer;

/**
 * Something that has been sent, and may still arrive.
 *
 * @param name what it is
 * @param effect what it does
 * @param until when it cannot arrive any more, in milliseconds
 */
record Late(String name, Consumer<World> effect, long until) {
}
