package dev.cachepatterns.session;

/**
 * What becomes of a session with an attribute that cannot be read: its class is gone, has
 * changed or is not allowed.
 */
public enum Undecodable {

	/**
	 * The session is without the attribute. Its bytes stay until the attribute is set,
	 * removed or the session ends: while a new version of the application is rolled out,
	 * the other one can still read them.
	 */
	DROP_ATTRIBUTE,

	/**
	 * The session is deleted when it is found, for which each of its attributes is read.
	 */
	END_SESSION

}
