package dev.cachepatterns.autoconfigure;

import dev.cachepatterns.autoconfigure.CachePatternsProperties.Serialization;
import dev.cachepatterns.autoconfigure.CachePatternsProperties.Serialization.Format;
import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.codec.JavaSerializationCodec;
import dev.cachepatterns.codec.JsonCodec;
import dev.cachepatterns.codec.TypeRegistry;
import dev.cachepatterns.codec.ValueCodec;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.io.ResourceLoader;

/**
 * How values become bytes.
 */
@Configuration(proxyBeanMethods = false)
class SerializationConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static CacheTypes cachePatternsTypes(CachePatternsProperties properties, ResourceLoader resources) {
		ClassLoader loader = resources.getClassLoader();
		return new CacheTypes(properties, (loader != null) ? loader : CacheTypes.class.getClassLoader());
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TypeRegistry cachePatternsTypeRegistry(CacheTypes types) {
		return types.registry();
	}

	@Bean
	@ConditionalOnMissingBean(ValueCodec.class)
	ValueCodec cachePatternsValueCodec(CachePatternsProperties properties, TypeRegistry types) {
		Serialization settings = properties.serialization();
		if (settings.format() == Format.JSON) {
			return new JsonCodec(types);
		}
		if (settings.allowedTypes().isEmpty()) {
			throw new CachePatternsConfigurationException(
					"Property 'cache-patterns.serialization.format' is 'java', but no class of the application may be read.",
					"Name them in cache-patterns.serialization.allowed-types, as in com.example.shop.**, or use 'json'.");
		}
		try {
			return new JavaSerializationCodec(settings.allowedTypes());
		}
		catch (IllegalArgumentException ex) {
			throw new CachePatternsConfigurationException(
					"Property 'cache-patterns.serialization.allowed-types' is '%s', but %s."
						.formatted(String.join(",", settings.allowedTypes()), ex.getMessage()),
					"Use names of classes, and of packages as in com.example.shop.* or com.example.shop.**");
		}
	}

	@Bean
	EntryCodec cachePatternsEntryCodec(ValueCodec values, TypeRegistry types) {
		return new EntryCodec(values, types);
	}

}
