/**
 * HTTP sessions, where Spring Session is there and they are switched on.
 */
@NullMarked
package dev.cachepatterns.autoconfigure.session;

import org.jspecify.annotations.NullMarked;
