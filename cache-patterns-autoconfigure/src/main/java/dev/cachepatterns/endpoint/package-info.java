/**
 * The {@code cachepatterns} endpoint of Spring Boot Actuator.
 */
@NullMarked
package dev.cachepatterns.endpoint;

import org.jspecify.annotations.NullMarked;
