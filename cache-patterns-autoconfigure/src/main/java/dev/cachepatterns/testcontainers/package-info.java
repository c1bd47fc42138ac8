/**
 * Service connections to containers of tests.
 */
@NullMarked
package dev.cachepatterns.testcontainers;

import org.jspecify.annotations.NullMarked;
