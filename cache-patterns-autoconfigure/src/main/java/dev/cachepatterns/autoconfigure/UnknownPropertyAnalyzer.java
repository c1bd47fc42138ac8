package dev.cachepatterns.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains a name below {@code cache-patterns} that does not exist, with those that do.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownPropertyAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final String PREFIX = "cache-patterns";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		List<ConfigurationProperty> unknown = cause.getUnboundProperties()
			.stream()
			.filter((property) -> property.getName().toString().startsWith(PREFIX))
			.toList();
		if (unknown.isEmpty()) {
			return null;
		}
		String description = unknown.stream()
			.map((property) -> "Property '%s' with the value '%s' does not exist.%s".formatted(property.getName(),
					property.getValue(), (property.getOrigin() != null) ? " It is " + property.getOrigin() + "." : ""))
			.collect(Collectors.joining("\n"));
		List<String> known = new ArrayList<>();
		collect(CachePatternsProperties.class, PREFIX, known);
		return new FailureAnalysis(description,
				"Correct its name, or remove it. There are:\n\n    " + String.join("\n    ", known), cause);
	}

	private static void collect(Class<?> type, String prefix, List<String> names) {
		for (RecordComponent component : type.getRecordComponents()) {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
			if (component.getType() == Map.class) {
				collect(CachePatternsProperties.CacheSettings.class, name + ".<name>", names);
			}
			else if (component.getType().isRecord()) {
				collect(component.getType(), name, names);
			}
			else {
				names.add(name);
			}
		}
	}

}
