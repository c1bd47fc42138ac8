package dev.cachepatterns.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every file of ours that is read while an application runs is in its native image.
 */
class ResourceHintsTests {

	@Test
	void everyScriptAndSchemaIsInTheImage() {
		RuntimeHints hints = new RuntimeHints();
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter((registrar) -> registrar.getClass().getName().startsWith("dev.cachepatterns"))
			.forEach((registrar) -> registrar.registerHints(hints, getClass().getClassLoader()));
		List<String> files = Stream.of("lua", "sql").flatMap(ResourceHintsTests::files).toList();
		assertThat(files).anyMatch((file) -> file.contains("session/redis"))
			.anyMatch((file) -> file.contains("cachepatterns/redis"))
			.allSatisfy((file) -> assertThat(RuntimeHintsPredicates.resource().forResource(file)).accepts(hints));
	}

	private static Stream<String> files(String kind) {
		try {
			Resource[] found = new PathMatchingResourcePatternResolver()
				.getResources("classpath*:dev/cachepatterns/**/*." + kind);
			return Arrays.stream(found).map((resource) -> {
				String url = String.valueOf(resource);
				return url.substring(url.indexOf("dev/cachepatterns/"), url.lastIndexOf(']'));
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
