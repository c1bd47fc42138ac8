package dev.cachepatterns.sample.session;

import java.io.Serializable;

/**
 * A favourite place: an attribute of a session.
 *
 * @param id the id of the place
 * @param name its name
 * @param country its country
 */
record Favourite(long id, String name, String country) implements Serializable {

}
