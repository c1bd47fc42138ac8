package dev.cachepatterns.session;

import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

import dev.cachepatterns.codec.CodecException;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.util.ClassUtils;

/**
 * Attributes as JSON, which names the classes of objects: only those that are allowed are
 * made, whatever it names. Fields that a class no longer has are ignored, new ones are
 * {@code null}.
 */
final class JsonAttributes implements AttributeCodec {

	private static final String SECURITY = "org.springframework.security.jackson.SecurityJacksonModules";

	private static final String VALUES = """
			java.lang.Boolean java.lang.Byte java.lang.Character java.lang.Double java.lang.Float java.lang.Integer
			java.lang.Long java.lang.Short java.lang.String java.math.BigDecimal java.math.BigInteger java.net.URI
			java.time.* java.util.ArrayDeque java.util.ArrayList java.util.Arrays$ArrayList java.util.Collections$*
			java.util.Currency java.util.Date java.util.EnumMap java.util.HashMap java.util.HashSet
			java.util.ImmutableCollections$* java.util.LinkedHashMap java.util.LinkedHashSet java.util.LinkedList
			java.util.Locale java.util.TreeMap java.util.TreeSet java.util.UUID
			java.util.concurrent.ConcurrentHashMap java.util.concurrent.CopyOnWriteArrayList""";

	private final ObjectWriter writer;

	private final ObjectReader reader;

	JsonAttributes(List<String> allowed) {
		ClassLoader loader = loader();
		BasicPolymorphicTypeValidator.Builder types = BasicPolymorphicTypeValidator.builder();
		for (String name : VALUES.split("\\s+")) {
			types.allowIfSubType(pattern(name.replace("$*", "$**")));
		}
		allowed.forEach((name) -> types.allowIfSubType(pattern(name)));
		JsonMapper.Builder builder = JsonMapper.builder()
			.changeDefaultVisibility((checker) -> checker.withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
				.withVisibility(PropertyAccessor.GETTER, Visibility.NONE)
				.withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE))
			.enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			// The fields of the JDK's are its own
			.addMixIn(Throwable.class, Getters.class);
		if (ClassUtils.isPresent(SECURITY, loader)) {
			Security.configure(builder, loader, types);
		}
		else {
			builder.activateDefaultTyping(types.build(), DefaultTyping.NON_FINAL, JsonTypeInfo.As.PROPERTY);
		}
		JsonMapper mapper = builder.build();
		this.writer = mapper.writerFor(Object.class);
		this.reader = mapper.readerFor(Object.class);
	}

	@Override
	public byte[] encode(Object value) {
		try {
			byte[] bytes = this.writer.writeValueAsBytes(value);
			// Refused now, with the class in the message, rather than with every read
			decode(bytes);
			return bytes;
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			throw JavaAttributes.failure(ex, "A " + value.getClass().getName() + " cannot be written as JSON, see "
					+ JavaAttributes.PROPERTY + ": ");
		}
	}

	@Override
	public Object decode(byte[] bytes) {
		try {
			Object value = this.reader.readValue(bytes);
			if (value == null) {
				throw new CodecException("JSON is null, which is no attribute", null);
			}
			return value;
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			throw JavaAttributes.failure(ex,
					"JSON is no attribute, or of a class that is not in " + JavaAttributes.PROPERTY + ": ");
		}
	}

	private static Pattern pattern(String name) {
		if (!name.matches("[\\p{L}\\p{N}_$.]+(\\*\\*?)?")) {
			throw new IllegalArgumentException("'" + name + "' names no class and no package");
		}
		String stem = name.replaceAll("\\*+$", "");
		String rest = name.endsWith("**") ? ".*" : name.endsWith("*") ? "[^.]*" : "";
		return Pattern.compile(Pattern.quote(stem) + rest);
	}

	private static ClassLoader loader() {
		ClassLoader loader = ClassUtils.getDefaultClassLoader();
		return (loader != null) ? loader : JsonAttributes.class.getClassLoader();
	}

	/**
	 * An exception is its message.
	 */
	@JsonAutoDetect(fieldVisibility = Visibility.NONE, getterVisibility = Visibility.PUBLIC_ONLY)
	private abstract static class Getters {

		@JsonIgnore
		abstract String getLocalizedMessage();

		@JsonIgnore
		abstract Throwable[] getSuppressed();

	}

	/**
	 * What is there only with Spring Security.
	 */
	private static final class Security {

		private Security() {
		}

		static void configure(JsonMapper.Builder builder, ClassLoader loader,
				BasicPolymorphicTypeValidator.Builder types) {
			builder.addModules(SecurityJacksonModules.getModules(loader, types));
		}

	}

}
