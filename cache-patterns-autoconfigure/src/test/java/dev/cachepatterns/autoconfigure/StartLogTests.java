package dev.cachepatterns.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application logs at its start.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartLogTests {

	@Test
	void noBeanIsMadeTooEarlyForThePostProcessorsOfOthers(CapturedOutput output) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("cache-patterns.backend=redis", "spring.data.redis.port=1");
		try (ConfigurableApplicationContext application = builder.run()) {
			assertThat(application.isRunning()).isTrue();
			assertThat(output).contains("cache-patterns on redis").doesNotContain("BeanPostProcessorChecker");
		}
	}

	/**
	 * An application with metrics, whose post-processors are early.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
