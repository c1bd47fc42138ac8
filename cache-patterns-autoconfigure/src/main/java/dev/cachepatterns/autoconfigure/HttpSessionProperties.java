package dev.cachepatterns.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.autoconfigure.CachePatternsProperties.Serialization.Format;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code cache-patterns.session.*}: HTTP sessions that all instances share. After how
 * long they expire, and their cookie, is set as ever: {@code spring.session.timeout},
 * {@code server.servlet.session.cookie.*}.
 *
 * @param enabled whether they are kept in the backend; otherwise they are where they were
 * before
 * @param backend where they are kept; by default where the caches are
 * @param durability whether they are only there, or in the database, of which the backend
 * is the cache
 * @param touchInterval how often the last access of a session is written at most, up to
 * 1h: a session may expire this much early; 0 for each request
 * @param saveMode which attributes a request saves
 * @param flushMode when it saves them
 * @param onUndecodable what becomes of a session with an attribute whose class is gone,
 * has changed or is not allowed
 * @param onUnavailable what becomes of a request while what keeps its session is out
 * @param serialization how attributes become bytes
 */
public record HttpSessionProperties(@DefaultValue("false") boolean enabled, @Nullable Backend backend,
		@DefaultValue("cache") Durability durability, @DefaultValue("30s") Duration touchInterval,
		@DefaultValue("on-set-attribute") SaveMode saveMode, @DefaultValue("on-save") FlushMode flushMode,
		@DefaultValue("drop-attribute") OnUndecodable onUndecodable,
		@DefaultValue("refuse") OnUnavailable onUnavailable, @DefaultValue Attributes serialization) {

	/**
	 * What a session outlives.
	 */
	public enum Durability {

		/**
		 * The instances of the application: it is lost with the backend's data.
		 */
		CACHE,

		/**
		 * The backend too: it is in the database, in the tables of Spring Session JDBC.
		 */
		JDBC

	}

	/**
	 * Which attributes a request saves.
	 */
	public enum SaveMode {

		/**
		 * Those that it has set.
		 */
		ON_SET_ATTRIBUTE,

		/**
		 * Those that it has read too, if they were changed in place.
		 */
		ON_GET_ATTRIBUTE,

		/**
		 * All, if they were changed in place.
		 */
		ALWAYS

	}

	/**
	 * When a request saves what it has changed.
	 */
	public enum FlushMode {

		/**
		 * Before its response is committed.
		 */
		ON_SAVE,

		/**
		 * At each change.
		 */
		IMMEDIATE

	}

	/**
	 * What becomes of a session with an attribute that cannot be read.
	 */
	public enum OnUndecodable {

		/**
		 * It is without the attribute.
		 */
		DROP_ATTRIBUTE,

		/**
		 * It ends.
		 */
		END_SESSION

	}

	/**
	 * What becomes of a request while what keeps its session is out.
	 */
	public enum OnUnavailable {

		/**
		 * It is answered with 503, and its session is kept.
		 */
		REFUSE,

		/**
		 * It is served as one of somebody who has no session: users look logged out until
		 * their sessions are back, which are kept, as is their cookie. A session that
		 * such a request makes ends with it, and what is put in it is lost: who logs in
		 * is not logged in afterwards, and a basket is empty again. Thus only for
		 * applications whose pages are of use without a session, and which ask for a
		 * login where they are not.
		 */
		ANONYMOUS

	}

	/**
	 * How attributes become bytes. Either format reads what the other one has written.
	 *
	 * @param format the format
	 * @param allowedTypes names of classes, of packages (com.example.*) or of packages
	 * with those below them (com.example.**) that a session may hold, beside the JDK's
	 * own values and collections and what Spring Security keeps there
	 */
	public record Attributes(@DefaultValue("java") Format format, @DefaultValue List<String> allowedTypes) {
	}

}
