/**
 * Writes what was measured as Markdown.
 */
@NullMarked
package dev.cachepatterns.benchmarks.report;

import org.jspecify.annotations.NullMarked;
