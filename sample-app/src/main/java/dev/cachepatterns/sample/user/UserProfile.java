package dev.cachepatterns.sample.user;

import org.jspecify.annotations.Nullable;

/**
 * A user of <i>Atlas</i>.
 *
 * @param id the name to sign in with
 * @param name the name to show
 * @param email the address, which no other user has
 * @param home the id of a place, null for none
 */
record UserProfile(String id, String name, String email, @Nullable Long home) {

}
