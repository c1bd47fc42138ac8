/**
 * The journal in a table of the application's database.
 */
@NullMarked
package dev.cachepatterns.journal.jdbc;

import org.jspecify.annotations.NullMarked;
