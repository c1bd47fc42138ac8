package dev.cachepatterns.interceptor;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.Caller;

/**
 * What does not change between two calls of one operation of a method.
 *
 * @param caller what the method says of its values, but for how long they live
 * @param fill whether a stored value is the fill of a read, and no write
 * @param writeThrough the annotation behind the operation, if it is ours
 * @param lifetime how long the method says that its values live, if it does
 * @param tags the expression for the tags of its values, if there is one
 */
record OperationTraits(Caller caller, boolean fill, @Nullable WriteThrough writeThrough,
		@Nullable MethodLifetime lifetime, @Nullable String tags) {

	Expected expected() {
		return this.caller.expected();
	}

}
