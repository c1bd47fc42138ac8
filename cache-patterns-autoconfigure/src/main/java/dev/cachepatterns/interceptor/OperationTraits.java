package dev.cachepatterns.interceptor;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.codec.Expected;

/**
 * What does not change between two calls of one operation of a method.
 *
 * @param expected what the method says of its values
 * @param fill whether a stored value is the fill of a read, and no write
 * @param writeThrough the annotation behind the operation, if it is ours
 */
record OperationTraits(Expected expected, boolean fill, @Nullable WriteThrough writeThrough) {
}
