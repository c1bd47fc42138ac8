package dev.cachepatterns.codec;

import java.lang.reflect.Type;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON, by a mapper of its own: the application's settings for its web API do not change
 * what is cached.
 * <p>
 * An object is its fields; getters are not called. Fields that the class does not have,
 * and components that a record lacks, are errors, so that a value of another version of
 * the class is read as a miss. A field that was added to a class without constructor is
 * not noticed.
 */
public final class JsonCodec implements ValueCodec {

	private final JsonMapper mapper;

	/**
	 * A codec with the default mapper.
	 */
	public JsonCodec() {
		this(JsonMapper.builder()
			.changeDefaultVisibility((checker) -> checker.withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
				.withVisibility(PropertyAccessor.GETTER, Visibility.NONE)
				.withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE))
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
					DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.findAndAddModules()
			.build());
	}

	/**
	 * A codec with a mapper of the application's.
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
			return this.mapper.writerFor(this.mapper.constructType(type)).writeValueAsBytes(value);
		}
		catch (JacksonException ex) {
			throw new CodecException("A " + type.getTypeName() + " cannot be written as JSON: " + ex.getMessage(), ex);
		}
	}

	@Override
	public Object decode(byte[] bytes, Type type) {
		try {
			return this.mapper.readValue(bytes, this.mapper.constructType(type));
		}
		catch (JacksonException ex) {
			throw new CodecException("JSON is no " + type.getTypeName() + ": " + ex.getMessage(), ex);
		}
	}

}
