package dev.cachepatterns.pattern;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.CodecException;

/**
 * The intent of a write of one key. It ends by {@link #publish} or {@link #leave}.
 */
public sealed interface WriteIntent extends Intent permits StrictWrite, EventualWrite, NoWrite {

	/**
	 * Leaves the new value, if no other writer has been there meanwhile; otherwise
	 * nothing.
	 * @param value the value
	 * @param caller who writes
	 * @return whether it is stored
	 * @throws CodecException if the value cannot be written, in which case nothing is
	 * left
	 */
	boolean publish(@Nullable Object value, Caller caller);

}
