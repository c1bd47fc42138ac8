/**
 * What a user keeps in the HTTP session, and what is known of it.
 */
@NullMarked
package dev.cachepatterns.sample.session;

import org.jspecify.annotations.NullMarked;
