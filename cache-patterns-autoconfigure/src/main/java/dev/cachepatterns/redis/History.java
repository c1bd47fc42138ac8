package dev.cachepatterns.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who has answered: a primary and the history of data that it writes, or another server.
 * Redis calls it the replication ID, and makes a new random one with each start of a
 * primary and with each promotion of a replica. A generation carries that of the server
 * that made it.
 *
 * @param primary whether the server takes writes
 * @param id the first 64 bits of the replication ID; 0 if the server does not tell
 * @param previous that of the primary whose place it took; 0 if there was none
 */
record History(boolean primary, long id, long previous) {

	/**
	 * Of a server that does not tell: the user may not ask, or a proxy hides it.
	 */
	static final History UNTOLD = new History(true, 0, 0);

	private static final Pattern ID = Pattern.compile("^master_replid:(\\p{XDigit}{16})", Pattern.MULTILINE);

	private static final Pattern PREVIOUS = Pattern.compile("^master_replid2:(\\p{XDigit}{16})", Pattern.MULTILINE);

	/**
	 * Reads the reply to {@code INFO replication}.
	 */
	static History parse(String info) {
		long id = number(ID, info);
		return (id != 0) ? new History(info.contains("role:master"), id, number(PREVIOUS, info)) : UNTOLD;
	}

	boolean told() {
		return this.id != 0;
	}

	private static long number(Pattern pattern, String info) {
		Matcher matcher = pattern.matcher(info);
		return matcher.find() ? Long.parseUnsignedLong(matcher.group(1), 16) : 0;
	}

}
