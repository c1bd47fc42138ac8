package dev.cachepatterns.autoconfigure;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

import dev.cachepatterns.autoconfigure.CachePatternsProperties.Serialization;
import dev.cachepatterns.autoconfigure.CachePatternsProperties.Serialization.Format;
import dev.cachepatterns.cache.CacheListener;
import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.codec.TypeRegistry;
import org.springframework.util.ClassUtils;

/**
 * The types that settings name.
 */
final class CacheTypes implements CacheListener {

	private final CachePatternsProperties properties;

	private final TypeRegistry registry;

	private final ClassLoader loader;

	CacheTypes(CachePatternsProperties properties, ClassLoader loader) {
		this.properties = properties;
		this.loader = loader;
		this.registry = new TypeRegistry(allowed(properties.serialization()));
		properties.caches().keySet().forEach(this::declare);
	}

	TypeRegistry registry() {
		return this.registry;
	}

	@Override
	public void created(PatternCache cache) {
		// Its name can be another than the one under which its settings were bound
		declare(cache.getName());
	}

	private void declare(String cache) {
		String name = this.properties.settings(cache).type();
		if (name != null) {
			this.registry.declare(cache, parse("cache-patterns.caches." + cache + ".type", name));
		}
	}

	private List<Class<?>> allowed(Serialization settings) {
		List<Class<?>> classes = new ArrayList<>();
		for (String name : settings.allowedTypes()) {
			if (settings.format() == Format.JSON) {
				String property = "cache-patterns.serialization.allowed-types";
				try {
					classes.add(ClassUtils.forName(name, this.loader));
				}
				catch (ClassNotFoundException | LinkageError ex) {
					throw invalid(property, name, "there is no such class",
							"Use names of classes. Packages can be named only with 'format: java'.");
				}
			}
		}
		return classes;
	}

	private Type parse(String property, String name) {
		try {
			return TypeRegistry.parse(name, this.loader);
		}
		catch (IllegalArgumentException | LinkageError ex) {
			throw invalid(property, name, "it is no type that can be found",
					"Use the name of a class with its package, as in java.util.List<com.example.Place>.");
		}
	}

	private static CachePatternsConfigurationException invalid(String property, String value, String reason,
			String action) {
		return new CachePatternsConfigurationException(
				"Property '%s' is '%s', but %s.".formatted(property, value, reason), action);
	}

}
