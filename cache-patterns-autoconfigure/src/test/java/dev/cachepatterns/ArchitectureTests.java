package dev.cachepatterns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.annotation.WriteThrough;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The map of this module: which package may use which. Read it first; change it in the
 * commit that needs another map.
 */
class ArchitectureTests {

	private static final String BASE = "dev.cachepatterns.";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.importUrl(WriteThrough.class.getProtectionDomain().getCodeSource().getLocation());

	/**
	 * Which of our packages a package may use. Nothing but autoconfigure names a backend.
	 */
	private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

	static {
		MAY_USE.put("annotation", Set.of());
		MAY_USE.put("ttl", Set.of());
		MAY_USE.put("store", Set.of());
		MAY_USE.put("codec", Set.of());
		MAY_USE.put("stats", Set.of());
		MAY_USE.put("journal", Set.of("store"));
		MAY_USE.put("journal.jdbc", Set.of("journal", "store"));
		MAY_USE.put("redis", Set.of("store"));
		MAY_USE.put("memcached", Set.of("store"));
		MAY_USE.put("resilience", Set.of("pattern", "store"));
		MAY_USE.put("pattern", Set.of("store", "codec", "ttl", "stats"));
		MAY_USE.put("cache", Set.of("pattern", "codec", "stats", "store", "journal"));
		MAY_USE.put("interceptor", Set.of("annotation", "cache", "pattern", "codec", "store", "journal", "ttl"));
		MAY_USE.put("session", Set.of("codec", "store"));
		MAY_USE.put("session.redis", Set.of("codec", "redis", "resilience", "session", "store"));
		MAY_USE.put("metrics", Set.of("cache", "stats", "journal", "resilience", "session"));
		MAY_USE.put("endpoint", Set.of("cache", "pattern", "stats"));
		MAY_USE.put("health", Set.of());
		MAY_USE.put("autoconfigure", Set.of("annotation", "ttl", "store", "codec", "stats", "redis", "memcached",
				"journal", "journal.jdbc", "resilience", "pattern", "cache", "interceptor", "metrics"));
		MAY_USE.put("autoconfigure.metrics",
				Set.of("autoconfigure", "cache", "journal", "metrics", "resilience", "session"));
		MAY_USE.put("autoconfigure.session",
				Set.of("autoconfigure", "cache", "memcached", "resilience", "session", "session.redis", "store"));
		MAY_USE.put("autoconfigure.endpoint", Set.of("autoconfigure", "cache", "endpoint"));
		MAY_USE.put("autoconfigure.health", Set.of("autoconfigure", "health", "store"));
		MAY_USE.put("testcontainers", Set.of("autoconfigure"));
	}

	/**
	 * Where a library may be named.
	 */
	private static final Map<String, Set<String>> NAMED_IN = Map.ofEntries(
			Map.entry("com.github.benmanes.caffeine", Set.of("store", "autoconfigure")),
			Map.entry("io.github.resilience4j", Set.of("resilience", "autoconfigure")),
			Map.entry("io.lettuce", Set.of("redis", "autoconfigure")),
			Map.entry("io.micrometer", Set.of("metrics", "autoconfigure.metrics")),
			Map.entry("net.rubyeye.xmemcached", Set.of("memcached", "autoconfigure")),
			Map.entry("org.springframework.boot",
					Set.of("autoconfigure", "autoconfigure.metrics", "autoconfigure.health", "autoconfigure.endpoint",
							"autoconfigure.session", "endpoint", "health", "testcontainers")),
			Map.entry("org.springframework.boot.health", Set.of("health", "autoconfigure.health")),
			Map.entry("org.springframework.data.redis",
					Set.of("redis", "autoconfigure", "autoconfigure.health", "session.redis", "autoconfigure.session")),
			Map.entry("org.hibernate", Set.of("interceptor")),
			Map.entry("org.springframework.orm", Set.of("interceptor")),
			Map.entry("org.springframework.jdbc",
					Set.of("interceptor", "journal.jdbc", "autoconfigure", "autoconfigure.session")),
			Map.entry("org.springframework.security", Set.of("session", "autoconfigure.session")),
			Map.entry("org.springframework.session", Set.of("session", "session.redis", "autoconfigure.session")),
			Map.entry("org.springframework.transaction",
					Set.of("interceptor", "journal.jdbc", "autoconfigure", "autoconfigure.session", "session")),
			Map.entry("org.testcontainers", Set.of("testcontainers")), Map.entry("reactor", Set.of("interceptor")),
			Map.entry("tools.jackson", Set.of("codec", "session")));

	private static final Set<String> FREE_OF_SPRING = Set.of("ttl", "store", "codec", "stats", "memcached", "pattern",
			"journal", "resilience");

	@Test
	void everyPackageIsOnTheMap() {
		assertThat(CLASSES.stream().map(ArchitectureTests::packageOf).distinct())
			.containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
	}

	@Test
	void packagesUseOnlyWhatTheMapAllows() {
		List<String> violations = new ArrayList<>();
		for (Dependency dependency : dependencies()) {
			String from = packageOf(dependency.getOriginClass());
			String to = packageOf(dependency.getTargetClass());
			if (dependency.getTargetClass().getPackageName().startsWith("dev.cachepatterns") && !from.equals(to)
					&& !MAY_USE.get(from).contains(to)) {
				violations.add(dependency.getDescription());
			}
		}
		assertThat(violations).isEmpty();
	}

	@Test
	void theMapAllowsNothingThatIsNotUsed() {
		Map<String, Set<String>> used = new LinkedHashMap<>();
		MAY_USE.keySet().forEach((name) -> used.put(name, new TreeSet<>()));
		for (Dependency dependency : dependencies()) {
			String from = packageOf(dependency.getOriginClass());
			if (dependency.getTargetClass().getPackageName().startsWith("dev.cachepatterns")) {
				used.get(from).add(packageOf(dependency.getTargetClass()));
			}
		}
		MAY_USE.forEach((name, allowed) -> {
			if (!name.equals("autoconfigure")) {
				assertThat(used.get(name)).as(name).containsAll(allowed);
			}
		});
	}

	@Test
	void librariesAreNamedOnlyWhereTheyBelong() {
		List<String> violations = new ArrayList<>();
		for (Dependency dependency : dependencies()) {
			String target = dependency.getTargetClass().getPackageName();
			String from = packageOf(dependency.getOriginClass());
			NAMED_IN.forEach((library, packages) -> {
				if (target.startsWith(library) && !packages.contains(from)) {
					violations.add(dependency.getDescription());
				}
			});
			if (FREE_OF_SPRING.contains(from) && target.startsWith("org.springframework")) {
				violations.add(dependency.getDescription());
			}
		}
		assertThat(violations).isEmpty();
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching("dev.cachepatterns.(*)..").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void publicClassesAreFinal() {
		List<String> open = CLASSES.stream()
			.filter((type) -> type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
			.filter((type) -> !type.isInterface() && !type.isRecord() && !type.isEnum())
			.filter((type) -> !type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.FINAL))
			.filter((type) -> !type.reflect().isSealed())
			.map(JavaClass::getName)
			.toList();
		assertThat(open).isEmpty();
	}

	private static List<Dependency> dependencies() {
		return CLASSES.stream().flatMap((type) -> type.getDirectDependenciesFromSelf().stream()).toList();
	}

	private static String packageOf(JavaClass type) {
		String name = type.getPackageName();
		return name.startsWith(BASE) ? name.substring(BASE.length()) : name;
	}

}
