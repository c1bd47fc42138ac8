package dev.cachepatterns.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.cachepatterns.codec.CodecException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AttributeCodec}, with what Spring Security puts into a session.
 */
@Tag("session")
class AttributeCodecTests {

	private static final List<String> ALLOWED = List.of("dev.cachepatterns.session.AttributeCodecTests$Order",
			"dev.cachepatterns.session.AttributeCodecTests$Line", "dev.cachepatterns.session.Basket");

	private static final AttributeCodec JAVA = AttributeCodec.java(ALLOWED);

	private static final AttributeCodec JSON = AttributeCodec.json(ALLOWED);

	static Stream<Object> values() {
		return Stream.of("text", "", 1, 2L, 1.5, true, 'c', new BigDecimal("1.10"), UUID.randomUUID(), new Date(),
				Instant.now(), Locale.GERMANY, new ArrayList<>(List.of("a", 1, 2L)), List.of(), List.of("a"),
				List.of("a", "b", "c"), Set.of("a", "b"), Map.of("a", 1L), new TreeMap<>(Map.of("a", "b")),
				new LinkedHashMap<>(Map.of("lines", List.of(new Line("tea", 1)))), new Basket().add("one"),
				new Order(List.of(new Line("tea", 2), new Line("milk", 1)), Instant.now()), securityContext(),
				new RememberMeAuthenticationToken("key", user(), AuthorityUtils.createAuthorityList("ROLE_USER")),
				new AnonymousAuthenticationToken("key", "anonymous", AuthorityUtils.createAuthorityList("ROLE_A")),
				new SimpleGrantedAuthority("ROLE_USER"), factor());
	}

	@ParameterizedTest
	@MethodSource("values")
	void valuesAreReadAsTheyWereWritten(Object value) {
		for (AttributeCodec writer : List.of(JAVA, JSON)) {
			byte[] bytes = writer.encode(value);
			for (AttributeCodec reader : List.of(JAVA, JSON)) {
				assertThat(reader.decode(bytes)).isEqualTo(value);
			}
		}
	}

	@Test
	void userKeepsItsDetails() {
		for (AttributeCodec codec : List.of(JAVA, JSON)) {
			SecurityContextImpl context = (SecurityContextImpl) codec.decode(codec.encode(securityContext()));
			User user = (User) context.getAuthentication().getPrincipal();
			assertThat(user.getUsername()).isEqualTo("alice");
			assertThat(user.getAuthorities()).extracting("authority").containsExactly("ROLE_ADMIN", "ROLE_USER");
			assertThat(context.getAuthentication().getDetails())
				.isEqualTo(new WebAuthenticationDetails("127.0.0.1", "session"));
			assertThat(context.getAuthentication().isAuthenticated()).isTrue();
		}
	}

	@Test
	void savedRequestIsKept() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/orders");
		request.setQueryString("page=2");
		request.addHeader("Accept", "text/html");
		request.addParameter("page", "2");
		request.setCookies(new Cookie("theme", "dark"));
		request.addPreferredLocale(Locale.FRENCH);
		DefaultSavedRequest saved = new DefaultSavedRequest(request, "continue");
		for (AttributeCodec codec : List.of(JAVA, JSON)) {
			DefaultSavedRequest read = (DefaultSavedRequest) codec.decode(codec.encode(saved));
			assertThat(read.getRedirectUrl()).isEqualTo(saved.getRedirectUrl());
			assertThat(read.getMethod()).isEqualTo("GET");
			assertThat(read.getHeaderValues("accept")).containsExactly("text/html");
			assertThat(read.getParameterValues("page")).containsExactly("2");
			assertThat(read.getLocales()).isEqualTo(saved.getLocales());
			assertThat(read.getCookies()).extracting(Cookie::getName).containsExactly("theme");
		}
	}

	@Test
	void fieldThatIsGoneIsIgnoredAndOneThatIsNewIsNull() {
		String json = new String(JSON.encode(new Line("tea", 1)), StandardCharsets.UTF_8);
		String older = json.replace("\"product\":", "\"article\":");
		assertThat(older).isNotEqualTo(json);
		assertThat(JSON.decode(older.getBytes(StandardCharsets.UTF_8))).isEqualTo(new Line(null, 1));
	}

	@Test
	void csrfTokenIsKept() {
		DefaultCsrfToken token = new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "secret");
		for (AttributeCodec codec : List.of(JAVA, JSON)) {
			DefaultCsrfToken read = (DefaultCsrfToken) codec.decode(codec.encode(token));
			assertThat(read.getToken()).isEqualTo("secret");
			assertThat(read.getHeaderName()).isEqualTo("X-CSRF-TOKEN");
			assertThat(read.getParameterName()).isEqualTo("_csrf");
		}
	}

	@Test
	void failedLoginIsKept() {
		for (AttributeCodec codec : List.of(JAVA, JSON)) {
			BadCredentialsException failure = new BadCredentialsException("wrong");
			failure.setAuthenticationRequest(new UsernamePasswordAuthenticationToken("alice", "secret"));
			assertThat(codec.decode(codec.encode(failure))).isInstanceOf(BadCredentialsException.class)
				.extracting("message")
				.isEqualTo("wrong");
		}
		DisabledException disabled = new DisabledException("disabled", new IllegalStateException("reason"));
		for (AttributeCodec codec : List.of(JAVA, JSON)) {
			assertThat(codec.decode(codec.encode(disabled))).isInstanceOf(DisabledException.class);
		}
	}

	@Test
	void javaIsWhatTheJdkWrites() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new ObjectOutputStream(bytes).writeObject(new Basket().add("one"));
		assertThat(JAVA.encode(new Basket().add("one"))).isEqualTo(bytes.toByteArray());
		byte[] written = JAVA.encode(new Basket().add("two"));
		assertThat(new ObjectInputStream(new ByteArrayInputStream(written)).readObject())
			.isEqualTo(new Basket().add("two"));
	}

	@Test
	void whatIsNotAllowedIsNotWritten() {
		for (AttributeCodec codec : List.of(JAVA, JSON)) {
			assertThatExceptionOfType(CodecException.class).isThrownBy(() -> codec.encode(new Secret("secret")))
				.withMessageContaining(Secret.class.getName())
				.withMessageContaining("cache-patterns.session.serialization.allowed-types");
			assertThatExceptionOfType(CodecException.class)
				.isThrownBy(() -> codec.encode(new ArrayList<>(List.of(new Secret("secret")))));
		}
	}

	@Test
	void whatIsNotAllowedIsNotMade() throws Exception {
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		new ObjectOutputStream(stream).writeObject(new Secret("secret"));
		String name = Secret.class.getName();
		byte[] object = ("{\"@class\":\"" + name + "\",\"value\":\"secret\"}").getBytes(StandardCharsets.UTF_8);
		byte[] list = ("[\"java.util.ArrayList\",[{\"@class\":\"" + name + "\",\"value\":\"x\"}]]")
			.getBytes(StandardCharsets.UTF_8);
		Secret.made = 0;
		for (byte[] bytes : List.of(stream.toByteArray(), object, list)) {
			for (AttributeCodec codec : List.of(JAVA, JSON)) {
				assertThatExceptionOfType(CodecException.class).isThrownBy(() -> codec.decode(bytes));
			}
		}
		assertThat(Secret.made).isZero();
	}

	@Test
	void whatIsNoAttributeIsNotRead() {
		byte[] vanished = new String(JAVA.encode(new Basket()), StandardCharsets.ISO_8859_1).replace("Basket", "Basked")
			.getBytes(StandardCharsets.ISO_8859_1);
		byte[] torn = { (byte) 0xac, (byte) 0xed, 0, 5 };
		byte[] foreign = "{\"@class\":\"dev.cachepatterns.session.Vanished\"}".getBytes(StandardCharsets.UTF_8);
		byte[] nothing = "null".getBytes(StandardCharsets.UTF_8);
		for (byte[] bytes : List.of(vanished, torn, foreign, nothing, new byte[0], new byte[] { 1, 2, 3 })) {
			for (AttributeCodec codec : List.of(JAVA, JSON)) {
				assertThatExceptionOfType(CodecException.class).isThrownBy(() -> codec.decode(bytes));
			}
		}
	}

	@Test
	void classWhoseInitializationFailsIsNotRead() {
		byte[] json = "{\"@class\":\"dev.cachepatterns.session.AttributeCodecTests$Broken\"}"
			.getBytes(StandardCharsets.UTF_8);
		AttributeCodec codec = AttributeCodec.json(List.of("dev.cachepatterns.session.**"));
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(CodecException.class).isThrownBy(() -> codec.decode(json));
		}
	}

	@Test
	void namesThatAreNoneAreRefused() {
		for (String name : List.of("com.example.*.Order", "!com.example", "a;b", "")) {
			assertThatIllegalArgumentException().isThrownBy(() -> AttributeCodec.java(List.of(name)));
			assertThatIllegalArgumentException().isThrownBy(() -> AttributeCodec.json(List.of(name)));
		}
	}

	/**
	 * As Spring Security's JSON keeps times: to the tenth of a microsecond.
	 */
	private static FactorGrantedAuthority factor() {
		return FactorGrantedAuthority.withFactor("PASSWORD")
			.issuedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
			.build();
	}

	private static User user() {
		return new User("alice", "secret", AuthorityUtils.createAuthorityList("ROLE_USER", "ROLE_ADMIN"));
	}

	private static SecurityContextImpl securityContext() {
		UsernamePasswordAuthenticationToken token = UsernamePasswordAuthenticationToken.authenticated(user(), null,
				List.of(new SimpleGrantedAuthority("ROLE_USER"), factor()));
		token.setDetails(new WebAuthenticationDetails("127.0.0.1", "session"));
		return new SecurityContextImpl(token);
	}

	/**
	 * A part of an attribute.
	 */
	record Line(String product, int count) implements Serializable {
	}

	/**
	 * An attribute of the application.
	 */
	record Order(List<Line> lines, Instant at) implements Serializable {
	}

	/**
	 * A class that is not allowed.
	 */
	static final class Secret implements Serializable {

		private static final long serialVersionUID = 1;

		static int made;

		private final String value;

		Secret(String value) {
			this.value = value;
			made++;
		}

		private void readObject(java.io.ObjectInputStream in) throws IOException, ClassNotFoundException {
			made++;
			in.defaultReadObject();
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

	/**
	 * A class that cannot be initialized.
	 */
	static final class Broken {

		static final int VALUE = Integer.parseInt("broken");

	}

}
