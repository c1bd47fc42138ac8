package dev.cachepatterns.codec;

import java.util.Arrays;

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
 * Hibernate's proxies of entities: their own fields are empty, whatever the entity holds.
 */
final class LazyProxies extends JacksonModule {

	private static final String PROXY = "org.hibernate.proxy.HibernateProxy";

	@Override
	public String getModuleName() {
		return "cache-patterns-proxies";
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void setupModule(SetupContext context) {
		context.addSerializers(new Serializers.Base() {
			@Override
			public @Nullable ValueSerializer<?> findSerializer(SerializationConfig config, JavaType type,
					BeanDescription.Supplier beanDescRef, JsonFormat.@Nullable Value formatOverrides) {
				return isProxy(type.getRawClass()) ? new Refused() : null;
			}
		});
	}

	private static boolean isProxy(Class<?> type) {
		return Arrays.stream(type.getInterfaces()).anyMatch((implemented) -> implemented.getName().equals(PROXY));
	}

	/**
	 * Says what to do.
	 */
	private static final class Refused extends ValueSerializer<Object> {

		@Override
		public void serialize(Object proxy, JsonGenerator generator, SerializationContext context) {
			throw new CodecException(("%s is a lazy proxy of Hibernate's: cache a record of what is needed, "
					+ "or load the entity itself (join fetch, Hibernate.unproxy)")
				.formatted(proxy.getClass().getName()), null);
		}

	}

}
