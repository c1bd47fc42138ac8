/**
 * Health of the backends, where Spring Boot's health is there.
 */
@NullMarked
package dev.cachepatterns.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
