/**
 * Where bytes live: the one interface that a backend implements; and the in-memory one.
 */
@NullMarked
package dev.cachepatterns.store;

import org.jspecify.annotations.NullMarked;
