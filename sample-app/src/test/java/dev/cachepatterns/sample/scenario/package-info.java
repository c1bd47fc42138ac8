/**
 * The scenarios of {@code docs/ttl.md} and {@code docs/stampede.md}, run: what the pages
 * say is held against what these tests print.
 */
@NullMarked
package dev.cachepatterns.sample.scenario;

import org.jspecify.annotations.NullMarked;
