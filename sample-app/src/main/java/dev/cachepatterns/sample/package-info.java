/**
 * <i>Atlas</i>: a service on real places of the world whose reads and writes are cached.
 */
@NullMarked
package dev.cachepatterns.sample;

import org.jspecify.annotations.NullMarked;
