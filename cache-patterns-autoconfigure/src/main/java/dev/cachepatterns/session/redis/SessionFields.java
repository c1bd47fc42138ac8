package dev.cachepatterns.session.redis;

import java.util.HashMap;
import java.util.Map;

import org.springframework.session.Session;

/**
 * The fields of a session's hash, as Spring Session names them.
 */
final class SessionFields {

	static final String CREATED = "creationTime";

	static final String ACCESSED = "lastAccessedTime";

	static final String INTERVAL = "maxInactiveInterval";

	private static final String ATTRIBUTE = "sessionAttr:";

	private SessionFields() {
	}

	static String of(String attribute) {
		return ATTRIBUTE + attribute;
	}

	static boolean isAttribute(String field) {
		return field.startsWith(ATTRIBUTE);
	}

	static String attribute(String field) {
		return field.substring(ATTRIBUTE.length());
	}

	static Map<String, Object> attributes(Session session) {
		Map<String, Object> fields = new HashMap<>();
		for (String name : session.getAttributeNames()) {
			Object value = session.getAttribute(name);
			if (value != null) {
				fields.put(of(name), value);
			}
		}
		return fields;
	}

	static Map<String, Object> all(Session session) {
		Map<String, Object> fields = attributes(session);
		fields.put(CREATED, session.getCreationTime().toEpochMilli());
		fields.put(ACCESSED, session.getLastAccessedTime().toEpochMilli());
		fields.put(INTERVAL, (int) session.getMaxInactiveInterval().toSeconds());
		return fields;
	}

}
