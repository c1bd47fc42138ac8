package dev.cachepatterns.codec;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON, by a mapper of its own: the application's settings for its web API do not change
 * what is cached.
 * <p>
 * An object is its fields; getters and setters are not called. Fields that the class does
 * not have, and components that a record lacks, are errors. Where a declared type is open
 * ({@code Object}, an interface, an abstract class) the object carries the numbers of its
 * class and its schema, which must be known to the {@link TypeRegistry}: a permitted
 * class of a sealed type, a type of an annotated method, or one that is allowed by
 * {@code cache-patterns.serialization.allowed-types}.
 */
public final class JsonCodec implements ValueCodec {

	private final JsonMapper mapper;

	private final ConcurrentMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();

	private final ConcurrentMap<Type, ObjectWriter> writers = new ConcurrentHashMap<>();

	/**
	 * A codec with the default mapper.
	 * @param types the known types
	 */
	public JsonCodec(TypeRegistry types) {
		this(JsonMapper.builder()
			.changeDefaultVisibility((checker) -> checker.withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
				.withVisibility(PropertyAccessor.GETTER, Visibility.NONE)
				.withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
				.withVisibility(PropertyAccessor.SETTER, Visibility.NONE))
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
					DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			// An enum's text and a time's zone are part of the value
			.disable(EnumFeature.READ_ENUMS_USING_TO_STRING, EnumFeature.WRITE_ENUMS_USING_TO_STRING)
			.disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
			.enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
			.setDefaultTyping(new OpenTyping(types))
			.addModule(new OpenKeys())
			.addModule(new LazyProxies())
			.findAndAddModules()
			.build());
	}

	/**
	 * A codec with a mapper of the application's, which then decides what open types are.
	 * @param mapper the mapper
	 */
	public JsonCodec(JsonMapper mapper) {
		this.mapper = mapper;
	}

	@Override
	public byte id() {
		return 1;
	}

	@Override
	public byte[] encode(Object value, Type type) {
		try {
			return this.writers.computeIfAbsent(type, (declared) -> this.mapper.writerFor(javaType(declared)))
				.writeValueAsBytes(value);
		}
		catch (JacksonException ex) {
			throw new CodecException("A " + type.getTypeName() + " cannot be written as JSON: " + ex.getMessage(), ex);
		}
	}

	@Override
	public Object decode(ByteBuffer bytes, Type type) {
		try {
			ObjectReader reader = this.readers.computeIfAbsent(type,
					(declared) -> this.mapper.readerFor(javaType(declared)));
			return reader.readValue(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
		}
		catch (JacksonException ex) {
			throw new CodecException("JSON is no " + type.getTypeName() + ": " + ex.getMessage(), ex);
		}
	}

	private JavaType javaType(Type type) {
		return this.mapper.constructType(type);
	}

}
