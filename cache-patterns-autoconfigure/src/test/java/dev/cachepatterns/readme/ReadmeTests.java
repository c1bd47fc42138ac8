package dev.cachepatterns.readme;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.cache.PatternCacheManager;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README says what is there.
 */
class ReadmeTests {

	private static final String README = read("../README.md");

	private static final String TTL_PAGE = read("../docs/ttl.md");

	private static final String TAGS_PAGE = read("../docs/tags.md");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CachePatternsAutoConfiguration.class, AopAutoConfiguration.class))
		.withPropertyValues("cache-patterns.backend=memory");

	@Test
	void javaListingsAreRegionsOfCompiledCode() {
		String code = normalized(read("src/test/java/dev/cachepatterns/readme/Places.java")
				+ read("src/test/java/dev/cachepatterns/readme/Tenancy.java"));
		assertThat(listings(README, "java")).hasSize(3)
			.allSatisfy((listing) -> assertThat(code).contains(normalized(listing)));
		String orders = normalized(read("src/test/java/dev/cachepatterns/readme/Orders.java"));
		assertThat(listings(TTL_PAGE, "java")).hasSize(2)
			.allSatisfy((listing) -> assertThat(orders).contains(normalized(listing)));
		String customers = normalized(read("src/test/java/dev/cachepatterns/readme/Customers.java"));
		assertThat(listings(TAGS_PAGE, "java")).hasSize(2)
			.allSatisfy((listing) -> assertThat(customers).contains(normalized(listing)));
	}

	@Test
	void javaListingsRun() {
		JdbcClient database = JdbcClient
			.create(new EmbeddedDatabaseBuilder().generateUniqueName(true).setType(EmbeddedDatabaseType.H2).build());
		database.sql("create table place (id bigint primary key, name varchar(100), country varchar(2))").update();
		database.sql("insert into place values (1, 'Lima', 'PE')").update();
		this.runner.withBean(Places.class, () -> new Places(database)).run((context) -> {
			Places places = context.getBean(Places.class);
			assertThat(places.find(1).name()).isEqualTo("Lima");
			places.update(new Place(1, "Ciudad de los Reyes", "PE"));
			database.sql("delete from place").update();
			assertThat(places.find(1).name()).isEqualTo("Ciudad de los Reyes");
		});
	}

	@Test
	void tenantsOfTheListingShareNothing() {
		AtomicReference<String> tenant = new AtomicReference<>("red");
		this.runner.withUserConfiguration(Tenancy.class)
			.withBean(Tenancy.Tenants.class, () -> tenant::get)
			.run((context) -> {
				Cache cache = context.getBean(PatternCacheManager.class).getCache("places");
				cache.put(1, "red's");
				tenant.set("blue");
				assertThat(cache.get(1)).isNull();
			});
	}

	@Test
	void yamlListingsAreAccepted() {
		assertThat(listings(README + TTL_PAGE, "yaml")).hasSize(11).allSatisfy((yaml) -> {
			List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("readme",
					new ByteArrayResource(yaml.stripIndent().getBytes()));
			this.runner
				.withInitializer((context) -> sources.forEach(context.getEnvironment().getPropertySources()::addLast))
				.run((context) -> assertThat(context).hasSingleBean(PatternCacheManager.class));
		});
	}

	@Test
	void commandsAreThere() {
		assertThat(Path.of("../verify")).isExecutable();
		assertThat(Path.of("../mvnw")).isExecutable();
		assertThat(read("../.ci/run")).contains("./verify");
	}

	private static List<String> listings(String page, String language) {
		Pattern fence = Pattern.compile("^ *```" + language + "\\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
		return fence.matcher(page).results().map((match) -> match.group(1)).toList();
	}

	private static String normalized(String code) {
		return code.lines().map(String::strip).collect(Collectors.joining("\n"));
	}

	private static String read(String path) {
		try {
			return Files.readString(Path.of(path));
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
