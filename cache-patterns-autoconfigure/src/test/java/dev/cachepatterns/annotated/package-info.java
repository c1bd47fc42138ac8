/**
 * An application with annotated methods, run on every backend.
 */
package dev.cachepatterns.annotated;
