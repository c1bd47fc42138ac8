/**
 * Turns an annotated call into calls on a cache, inside and outside transactions.
 */
@NullMarked
package dev.cachepatterns.interceptor;

import org.jspecify.annotations.NullMarked;
