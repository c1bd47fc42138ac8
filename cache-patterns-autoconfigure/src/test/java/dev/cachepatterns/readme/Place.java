package dev.cachepatterns.readme;

/**
 * A row of the README's listings.
 */
public record Place(long id, String name, String country) {
}
