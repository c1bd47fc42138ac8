package dev.cachepatterns.codec;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * What a caller knows of the value that it reads or writes.
 *
 * @param type the declared type, {@code null} when the caller takes anything
 * @param origin number of the method that produces the value under a generated key, 0 for
 * any: such keys are only arguments, so that two methods on one cache would otherwise
 * answer for each other
 */
public record Expected(@Nullable Type type, int origin) {

	/**
	 * A caller that takes anything.
	 */
	public static final Expected ANYTHING = new Expected(null, 0);

	/**
	 * A caller that names the type.
	 * @param type the declared type, {@code null} for anything
	 * @return what it expects
	 */
	public static Expected of(@Nullable Type type) {
		return (type != null) ? new Expected(type, 0) : ANYTHING;
	}

}
