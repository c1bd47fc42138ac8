/**
 * Real servers and other support for tests.
 */
@NullMarked
package dev.cachepatterns.testing;

import org.jspecify.annotations.NullMarked;
