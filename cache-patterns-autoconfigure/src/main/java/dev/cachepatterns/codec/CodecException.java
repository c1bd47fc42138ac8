package dev.cachepatterns.codec;

import org.jspecify.annotations.Nullable;

/**
 * A value that cannot be written, or bytes that cannot be read.
 */
public final class CodecException extends RuntimeException {

	/**
	 * A failure of a codec.
	 * @param message what could not be turned into what, and what to do
	 * @param cause the reason, if there is one
	 */
	public CodecException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
