package dev.cachepatterns.session;

/**
 * An attribute as its bytes, for a repository that is to leave their meaning to others.
 *
 * @param bytes the bytes, not to be changed
 */
record Encoded(byte[] bytes) {
}
