package dev.cachepatterns.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Keeps XMemcached from logging a stack trace for each of its attempts to connect to a
 * node that is out: the circuit breaker says once that it is, and once that it is not any
 * more. Any {@code logging.level} of the application for these loggers counts instead.
 */
final class QuietMemcachedClient implements EnvironmentPostProcessor {

	private static final List<String> LOGGERS = List.of("com.google.code.yanf4j.core.impl.AbstractController",
			"net.rubyeye.xmemcached.XMemcachedClient", "net.rubyeye.xmemcached.impl.MemcachedConnector",
			"net.rubyeye.xmemcached.impl.MemcachedHandler", "remoting");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if ("memcached".equalsIgnoreCase(environment.getProperty("cache-patterns.backend"))) {
			Map<String, Object> levels = new LinkedHashMap<>();
			LOGGERS.forEach((logger) -> levels.put("logging.level." + logger, "off"));
			environment.getPropertySources().addLast(new MapPropertySource("cachePatternsLogging", levels));
		}
	}

}
