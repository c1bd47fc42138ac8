package dev.cachepatterns.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.codec.JavaSerializationCodec;

/**
 * Attributes as streams of the JDK, nothing before them.
 */
final class JavaAttributes implements AttributeCodec {

	static final String PROPERTY = "cache-patterns.session.serialization.allowed-types";

	// What Spring MVC and Spring Security put into a session, failed logins included
	private static final String SPRING = """
			java.lang.Exception java.lang.IllegalArgumentException java.lang.IllegalStateException
			java.lang.RuntimeException java.lang.StackTraceElement java.lang.String$CaseInsensitiveComparator
			java.lang.Throwable
			org.springframework.security.authentication.* org.springframework.security.authentication.ott.*
			org.springframework.security.core.* org.springframework.security.core.authority.*
			org.springframework.security.core.context.* org.springframework.security.core.userdetails.*
			org.springframework.security.oauth2.client.** org.springframework.security.oauth2.core.**
			org.springframework.security.web.authentication.*
			org.springframework.security.web.authentication.preauth.*
			org.springframework.security.web.authentication.rememberme.*
			org.springframework.security.web.authentication.session.*
			org.springframework.security.web.authentication.switchuser.*
			org.springframework.security.web.csrf.* org.springframework.security.web.savedrequest.*
			org.springframework.util.LinkedMultiValueMap org.springframework.util.MultiValueMapAdapter
			org.springframework.web.servlet.FlashMap org.springframework.web.util.HttpSessionMutexListener$Mutex
			""";

	private final JavaSerializationCodec codec;

	JavaAttributes(List<String> allowed) {
		List<String> all = new ArrayList<>(List.of(SPRING.strip().split("\\s+")));
		all.addAll(allowed);
		this.codec = new JavaSerializationCodec(all, PROPERTY);
	}

	@Override
	public byte[] encode(Object value) {
		try {
			return this.codec.encode(value, value.getClass());
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			throw failure(ex, "An attribute cannot be serialized: ");
		}
	}

	@Override
	public Object decode(byte[] bytes) {
		try {
			return this.codec.decode(ByteBuffer.wrap(bytes), Object.class);
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			throw failure(ex, "An attribute cannot be deserialized: ");
		}
	}

	static CodecException failure(Throwable failure, String message) {
		return (failure instanceof CodecException known) ? known : new CodecException(message + failure, failure);
	}

}
