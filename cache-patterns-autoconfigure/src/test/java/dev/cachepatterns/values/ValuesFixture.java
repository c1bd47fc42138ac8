package dev.cachepatterns.values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What the contracts of this package need of a backend.
 */
public interface ValuesFixture {

	/**
	 * The settings that lead to the backend under test.
	 */
	List<String> backend();

	default ConfigurableApplicationContext start(Class<?> application, String... properties) {
		return start(new SpringApplicationBuilder(application), properties);
	}

	default ConfigurableApplicationContext start(SpringApplicationBuilder application, String... properties) {
		List<String> all = new ArrayList<>(backend());
		all.addAll(Arrays.asList(properties));
		return application.web(WebApplicationType.NONE).properties(all.toArray(String[]::new)).run();
	}

}
