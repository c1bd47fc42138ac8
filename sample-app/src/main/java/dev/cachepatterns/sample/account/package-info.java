/**
 * Who may do what, and logging in and out.
 */
@NullMarked
package dev.cachepatterns.sample.account;

import org.jspecify.annotations.NullMarked;
