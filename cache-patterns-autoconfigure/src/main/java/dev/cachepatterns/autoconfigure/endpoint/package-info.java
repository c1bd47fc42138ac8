/**
 * Auto-configuration of the actuator endpoint.
 */
@NullMarked
package dev.cachepatterns.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
