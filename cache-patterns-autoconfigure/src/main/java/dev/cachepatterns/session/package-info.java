/**
 * HTTP sessions in a store that compares and sets, as Spring Session's repository.
 */
@NullMarked
package dev.cachepatterns.session;

import org.jspecify.annotations.NullMarked;
