package dev.cachepatterns.codec;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.Serializers;

/**
 * Keys of a map whose declared type is open: only strings come back as what they were.
 */
final class OpenKeys extends JacksonModule {

	@Override
	public String getModuleName() {
		return "cache-patterns-keys";
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void setupModule(SetupContext context) {
		context.addKeySerializers(new Serializers.Base() {
			@Override
			public @Nullable ValueSerializer<?> findSerializer(SerializationConfig config, JavaType type,
					BeanDescription.Supplier beanDescRef, JsonFormat.@Nullable Value formatOverrides) {
				return Types.polymorphic(type.getRawClass()) ? new StringsOnly() : null;
			}
		});
	}

	/**
	 * Refuses all other keys.
	 */
	private static final class StringsOnly extends ValueSerializer<Object> {

		@Override
		public void serialize(Object key, JsonGenerator generator, SerializationContext context) {
			if (!(key instanceof String name)) {
				throw new CodecException(
						"A key of %s stands where the declared type is open: declare the type of the keys"
							.formatted(key.getClass().getName()),
						null);
			}
			generator.writeName(name);
		}

	}

}
