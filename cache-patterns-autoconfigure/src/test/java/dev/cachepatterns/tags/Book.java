package dev.cachepatterns.tags;

/**
 * A row.
 */
public record Book(long id, String author, String title) {
}
